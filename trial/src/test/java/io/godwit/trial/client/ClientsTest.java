package io.godwit.trial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.godwit.search.Flavour;
import io.godwit.trial.history.History;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldGoOnWhenSomethingGoesWrongWhileTheyWaitForTheCluster() throws Exception {
        HttpServer sick = sick();
        AtomicInteger asked = new AtomicInteger();
        Load load = new Load(1, 0, 3, 1, 0, 0, 0, true, Duration.ofSeconds(5));
        URI address = URI.create("http://127.0.0.1:" + sick.getAddress().getPort());

        try (History history = History.open(directory, 1);
                Clients clients = Clients.start(() -> every(2, asked, address), elasticsearch(), 1, load, history)) {
            clients.awaitDone();

            assertThat(clients.operations()).isGreaterThanOrEqualTo(3);
            assertThat(clients.errors()).isNotEmpty().allMatch(error -> error.contains("no address"));
        } finally {
            sick.stop(0);
        }
    }

    private static List<URI> every(int time, AtomicInteger asked, URI address) {
        return asked.incrementAndGet() % time == 0 ? List.of() : List.of(address);
    }

    private static Flavour elasticsearch() {
        return new Flavour(Flavour.Product.ELASTICSEARCH, "6.8.23");
    }

    private static HttpServer sick() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
