package io.godwit.bench.edits;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EditLoadTest {
    private final CountDownLatch answered = new CountDownLatch(1);
    private final HttpServer proxy;

    EditLoadTest() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    }

    @BeforeEach
    void start() {
        proxy.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            answered.countDown();
        });
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
    }

    @Test
    void shouldSayThatAnEditDidNotSucceed() throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
        try (EditLoad load = EditLoad.start(new EditSettings(
                address, address, "bench", false, 100, 100, number -> "{\"number\":" + number + "}"))) {
            answered.await();

            assertThatIllegalStateException()
                    .isThrownBy(() -> load.finish(Duration.ZERO))
                    .withMessageStartingWith("an edit did not succeed: ");
        }
    }
}
