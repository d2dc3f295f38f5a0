package io.godwit.app.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.godwit.app.migration.MigrationOptions.IndexSelection;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.swing.SwingSettings;
import io.godwit.search.SearchCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress listen = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), taken.getLocalPort());
            assertThatThrownBy(() -> Preflight.requireFree("--listen", listen))
                    .isInstanceOf(PreflightException.class)
                    .hasMessage("--listen is 127.0.0.1:" + taken.getLocalPort()
                            + "; address already in use: stop what listens there, or give another port");
        }
    }

    @Test
    void refusesAHostThatIsUnknown() {
        assertThatThrownBy(() ->
                        Preflight.requireFree("--listen", InetSocketAddress.createUnresolved("nowhere.invalid", 9201)))
                .isInstanceOf(PreflightException.class)
                .hasMessageStartingWith("--listen is nowhere.invalid:9201; the host is unknown here");
    }

    @Test
    void refusesWhatIsNoSearchCluster() throws IOException {
        try (WebPage page = new WebPage(200, "<h1>welcome</h1>");
                SearchCluster cluster = SearchCluster.at(page.address())) {
            assertThatThrownBy(() -> Preflight.flavour("--to", cluster))
                    .isInstanceOf(PreflightException.class)
                    .hasMessageStartingWith("--to is " + page.address() + "; it answered 200 and told no version");
        }
    }

    @Test
    void asksForAUserWhereOneIsNeeded() throws IOException {
        try (WebPage page = new WebPage(401, "{}");
                SearchCluster cluster = SearchCluster.at(page.address())) {
            assertThatThrownBy(() -> Preflight.flavour("--from", cluster))
                    .isInstanceOf(PreflightException.class)
                    .hasMessageEndingWith("give a user who may, as http://user:password@host:port");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"defaults\":{\"rest.incremental_bulk\":\"true\"}",
                "\"persistent\":{\"rest.incremental_bulk\":\"true\"},\"defaults\":{}",
                "\"transient\":{\"rest.incremental_bulk\":\"true\"},\"persistent\":{\"rest.incremental_bulk\":\"false\"}"
            })
    void refusesAServerThatExecutesTheBeginningOfABulk(String settings) throws IOException {
        try (WebPage page = elasticsearch9(settings);
                SearchCluster cluster = SearchCluster.at(page.address())) {
            assertThatThrownBy(() -> Preflight.flavour("--from", cluster))
                    .isInstanceOf(PreflightException.class)
                    .hasMessageStartingWith(
                            "--from is " + page.address() + "; its setting rest.incremental_bulk is true")
                    .hasMessageContaining("PUT /_cluster/settings {\"persistent\":{\"rest.incremental_bulk\":false}}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"defaults\":{}",
                "\"persistent\":{\"rest.incremental_bulk\":\"false\"},\"defaults\":{\"rest.other\":\"true\"}"
            })
    void takesAServerThatExecutesWholeBulksOnly(String settings) throws IOException {
        try (WebPage page = elasticsearch9(settings);
                SearchCluster cluster = SearchCluster.at(page.address())) {
            assertThat(Preflight.flavour("--to", cluster)).hasToString("elasticsearch-9.1.0");
        }
    }

    /** Answers everything with both its version and its settings. */
    private static WebPage elasticsearch9(String settings) throws IOException {
        return new WebPage(200, "{\"version\":{\"number\":\"9.1.0\"}," + settings + "}");
    }

    @Test
    void refusesTheDirectoryOfARunningProcess(@TempDir Path data) {
        try (DataDirectory taken = DataDirectory.take(data)) {
            assertThatThrownBy(() -> DataDirectory.take(data))
                    .isInstanceOf(PreflightException.class)
                    .hasMessage("--data is '" + data
                            + "'; another godwit process uses it: stop that one, or give another directory");
        }
        assertThatCode(() -> DataDirectory.take(data).close()).doesNotThrowAnyException();
    }

    @Test
    void refusesTheDirectoryOfAnotherMigration(@TempDir Path data) {
        try (DataDirectory directory = DataDirectory.take(data)) {
            directory.claim(options(data, "http://user:secret@old:9200"));

            assertThatCode(() -> directory.requireNobodyElses(options(data, "http://other:too@old:9200/")))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> directory.requireNobodyElses(options(data, "http://older:9200")))
                    .isInstanceOf(PreflightException.class)
                    .hasMessageStartingWith("--data is '" + data
                            + "'; it belongs to the migration m from http://old:9200 to http://new:9200, and this one is"
                            + " m from http://older:9200 to http://new:9200: give another directory");
        }
        assertThat(data.resolve("migration")).content().doesNotContain("secret");
    }

    @Test
    void refusesADirectoryThatCannotBeMade(@TempDir Path data) throws IOException {
        Path file = Files.writeString(data.resolve("file"), "in the way");
        assertThatThrownBy(() -> DataDirectory.take(file.resolve("data")))
                .isInstanceOf(PreflightException.class)
                .hasMessageStartingWith("--data is '" + file.resolve("data") + "'; it cannot be written");
    }

    private static MigrationOptions options(Path data, String from) {
        return new MigrationOptions(
                "m",
                URI.create(from),
                URI.create("http://new:9200"),
                new IndexSelection(List.of(), List.of()),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                data,
                Optional.empty(),
                Map.of(),
                new ReplayLimits(0, 3),
                SwingSettings.DEFAULT);
    }

    /** What else may listen at an address that somebody took for a cluster's. */
    private static final class WebPage implements AutoCloseable {
        private final HttpServer server;

        WebPage(int status, String body) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            server.createContext("/", exchange -> {
                byte[] bytes = body.getBytes(UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
