package io.godwit.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The door against an address that answers as a test wishes, badly too. */
class SearchClusterTest {
    private final List<String> seen = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void shouldSendAsItIsTold() {
        answering(200, "{}");
        try (SearchCluster cluster = SearchCluster.at(address(""))) {
            cluster.post("/a%2Fb/_doc?routing=x%20y", "{\"a\":1}").orRefuse();
            cluster.send("POST", "/_bulk", "{}\n".getBytes(UTF_8), SearchCluster.NDJSON);
            cluster.put("/p", "{}");
            cluster.delete("/d");
            cluster.head("/h");
        }
        assertThat(seen)
                .containsExactly(
                        "POST /a%2Fb/_doc?routing=x%20y application/json null {\"a\":1}",
                        "POST /_bulk application/x-ndjson null {}\n",
                        "PUT /p application/json null {}",
                        "DELETE /d application/json null ",
                        "HEAD /h application/json null ");
    }

    @Test
    void shouldSendCredentialsAndNeverPrintThem() {
        answering(401, "{}");
        try (SearchCluster cluster = SearchCluster.at(address("user:p%40ss@"))) {
            assertThatThrownBy(() -> cluster.get("/").orRefuse())
                    .isInstanceOf(SearchRefusedException.class)
                    .hasMessageNotContaining("ss");
            assertThat(cluster.address().toString()).doesNotContain("user", "ss");
        }
        assertThat(seen).containsExactly("GET / application/json Basic dXNlcjpwQHNz ");
    }

    @Test
    void shouldKeepThePrefixOfItsAddress() {
        answering(200, "{}");
        try (SearchCluster cluster = SearchCluster.at(address("").resolve("/behind/here/"))) {
            cluster.get("/_cat");
        }
        assertThat(seen).containsExactly("GET /behind/here/_cat application/json null ");
    }

    @ParameterizedTest
    @CsvSource({"400, false", "404, false", "409, false", "429, true", "500, true", "503, true"})
    void shouldTellWhichRefusalsMayPass(int status, boolean retriable) {
        answering(status, "{\"error\":\"why\"}");
        try (SearchCluster cluster = SearchCluster.at(address(""))) {
            assertThatThrownBy(() -> cluster.get("/x").orRefuse())
                    .isInstanceOfSatisfying(SearchRefusedException.class, e -> {
                        assertThat(e.status()).isEqualTo(status);
                        assertThat(e.retriable()).isEqualTo(retriable);
                    })
                    .hasMessage("GET " + cluster.address() + "/x answered " + status + ": {\"error\":\"why\"}");
        }
    }

    @Test
    void shouldCutLongAnswersInMessages() {
        answering(500, "x".repeat(10_000));
        try (SearchCluster cluster = SearchCluster.at(address(""))) {
            assertThat(cluster.get("/").excerpt()).hasSize(603).endsWith("...");
        }
    }

    @Test
    void shouldCallNobodyThereUnavailable() {
        URI address = address("");
        server.stop(0);
        try (SearchCluster cluster = SearchCluster.at(address)) {
            assertThatThrownBy(() -> cluster.get("/x"))
                    .isInstanceOf(SearchUnavailableException.class)
                    .hasMessageContaining("GET " + address + "/x got no answer: ConnectException");
        }
    }

    @Test
    void shouldCallHalfAnAnswerUnavailable() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        try (SearchCluster cluster = SearchCluster.at(address(""))) {
            assertThatThrownBy(() -> cluster.get("/x")).isInstanceOf(SearchUnavailableException.class);
        }
    }

    @Test
    void shouldGiveUpAfterItsTimeout() {
        server.createContext("/", this::waitForTheEnd);
        try (SearchCluster cluster = SearchCluster.at(address(""), Duration.ofMillis(200))) {
            assertThatThrownBy(() -> cluster.get("/slow"))
                    .isInstanceOf(SearchUnavailableException.class)
                    .hasMessageContaining("/slow got no answer")
                    .hasMessageContaining("timed out");
        }
    }

    @Test
    void shouldGiveUpOnABodyThatStalls() {
        server.createContext("/", this::stallAfterTenBytes);
        try (SearchCluster cluster = SearchCluster.at(address(""), Duration.ofMillis(300))) {
            assertThatThrownBy(() -> cluster.get("/stalls"))
                    .isInstanceOf(SearchUnavailableException.class)
                    .hasMessageContaining("/stalls got no answer: timed out after PT0.3S");
        }
    }

    @Test
    void shouldReadABodyAsItComes() throws IOException {
        answering(200, "ab");
        try (SearchCluster cluster = SearchCluster.at(address(""));
                SearchStream answer = open(cluster).orRefuse()) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.read()).isEqualTo('a');
            assertThat(answer.readAllBytes()).isEqualTo("b".getBytes(UTF_8));
            assertThat(answer.read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldRefuseAStreamAsItRefusesAnAnswer() {
        answering(503, "busy");
        try (SearchCluster cluster = SearchCluster.at(address(""))) {
            assertThatThrownBy(() -> open(cluster).orRefuse())
                    .isInstanceOf(SearchRefusedException.class)
                    .hasMessage("POST " + cluster.address() + "/x answered 503: busy");
        }
    }

    @Test
    void shouldBreakAStreamThatStalls() throws IOException {
        server.createContext("/", this::stallAfterTenBytes);
        try (SearchCluster cluster = SearchCluster.at(address(""), Duration.ofMillis(300));
                SearchStream answer = open(cluster)) {
            assertThat(answer.readNBytes(10)).hasSize(10);
            assertThatThrownBy(answer::read)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/x: nothing came for PT0.3S");
        }
    }

    @Test
    void shouldBreakAStreamWhoseConnectionBreaks() throws IOException {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        try (SearchCluster cluster = SearchCluster.at(address(""));
                SearchStream answer = open(cluster)) {
            assertThatThrownBy(answer::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldEndWhatWaitsWhenClosed() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            arrived.countDown();
            waitForTheEnd(exchange);
        });
        SearchCluster cluster = SearchCluster.at(address(""));
        CompletableFuture<SearchAnswer> waiting = cluster.sendAsync("GET", "/", (byte[]) null, SearchCluster.JSON);
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

        cluster.close();

        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(SearchUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "{\"version\":{\"number\":\"x\"}}", ""})
    void shouldRefuseAServerThatIsNoSearchCluster(String root) {
        answering(200, root);
        try (SearchCluster cluster = SearchCluster.at(address(""))) {
            assertThatThrownBy(cluster::flavour)
                    .isInstanceOf(SearchRefusedException.class)
                    .hasMessageContaining("no search cluster");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9200", "ftp://u:secret@h/", "http:///x", "//u:secret@h"})
    void shouldRefuseWhatIsNoAddress(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchCluster.at(URI.create(address)))
                .withMessageContaining("must be http://")
                .withMessageNotContaining("secret");
    }

    private URI address(String userInfo) {
        return URI.create(
                "http://" + userInfo + "127.0.0.1:" + server.getAddress().getPort());
    }

    private void answering(int status, String body) {
        HttpHandler handler = exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.isEmpty();
            exchange.sendResponseHeaders(status, bodiless ? -1 : body.length());
            if (!bodiless) {
                exchange.getResponseBody().write(body.getBytes(UTF_8));
            }
            exchange.close();
        };
        server.createContext("/", handler);
    }

    private static SearchStream open(SearchCluster cluster) {
        return cluster.open("POST", "/x", new byte[0], SearchCluster.JSON);
    }

    private void stallAfterTenBytes(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(new byte[10]);
        exchange.getResponseBody().flush();
        waitForTheEnd(exchange);
    }

    private void waitForTheEnd(HttpExchange exchange) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
