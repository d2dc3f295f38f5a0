package io.godwit.sandbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingRelayTest {
    private static final String LARGE = "0123456789".repeat(50_000);

    private final AtomicInteger served = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer server;
    private RecordingRelay relay;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::echo);
        server.start();
        relay = RecordingRelay.to(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        relay.close();
        server.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void shouldRecordWhatPassesUnchanged() throws Exception {
        assertThat(send("/a").join().body()).isEqualTo(LARGE);
        assertThat(send("/b?c=d").join().body()).isEqualTo(LARGE);

        assertThat(relay.requests()).extracting(RelayedRequest::target).containsExactlyInAnyOrder("/a", "/b?c=d");
        assertThat(relay.requests()).allMatch(RelayedRequest::complete);
        assertThat(relay.bytesToServer()).isGreaterThan(2L * LARGE.length());
        assertThat(relay.bytesToClient()).isGreaterThan(2L * LARGE.length());
    }

    @Test
    void shouldPassNothingWhileFrozenAndAllAfterwards() {
        relay.freeze();
        CompletableFuture<HttpResponse<String>> answer = send("/a");
        await().until(() -> relay.openConnections() == 1);
        assertThat(answer).isNotDone();
        assertThat(relay.requests()).isEmpty();
        assertThat(served).hasValue(0);

        relay.thaw();

        assertThat(answer.join().body()).isEqualTo(LARGE);
        assertThat(relay.requests()).hasSize(1);
    }

    @Test
    void shouldLoseTheAnswerButNotTheRequest() {
        relay.loseAnswers();

        assertThatThrownBy(send("/a")::join).hasCauseInstanceOf(IOException.class);

        await().untilAsserted(() -> assertThat(served).hasPositiveValue());
        assertThat(relay.requests()).isNotEmpty().allMatch(RelayedRequest::complete);
        assertThat(relay.bytesToClient()).isZero();
        relay.passAnswers();
        assertThat(send("/b").join().statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAndTakeConnectionsAgainOnTheSamePort() {
        relay.refuse();
        assertThatThrownBy(send("/a")::join).hasCauseInstanceOf(ConnectException.class);
        assertThat(served).hasValue(0);

        relay.accept();

        assertThat(send("/b").join().statusCode()).isEqualTo(200);
    }

    @Test
    void shouldDelayEachDirectionWithoutSlowingTheStreamDown() {
        relay.delay(Duration.ofMillis(150));
        long start = System.nanoTime();

        assertThat(send("/a").join().body()).isEqualTo(LARGE);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
    }

    @Test
    void shouldCloseBothSidesWhenBothAreDone() throws Exception {
        try (HttpClient own = HttpClient.newHttpClient()) {
            own.send(HttpRequest.newBuilder(relay.address()).build(), HttpResponse.BodyHandlers.discarding());
        }

        await().untilAsserted(() -> assertThat(relay.openConnections()).isZero());
    }

    @Test
    void shouldForgetWhatWasBefore() {
        send("/a").join();

        relay.forget();
        send("/b").join();

        assertThat(relay.requests()).extracting(RelayedRequest::target).containsExactly("/b");
    }

    @Test
    void shouldAnswerInsteadOfTheServer() {
        relay.answerInstead(503, 100);

        HttpResponse<String> first = send("/a").join();
        HttpResponse<String> second = send("/b").join();

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("retry-after")).contains("1");
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(served).hasValue(0);
        assertThat(relay.requests()).isEmpty();
        relay.answerInstead(0, 0);
        assertThat(send("/c").join().body()).isEqualTo(LARGE);
        assertThat(relay.requests()).extracting(RelayedRequest::target).containsExactly("/c");
    }

    @Test
    void shouldTrickleUntilItIsCalm() {
        relay.trickle(2_000);
        CompletableFuture<HttpResponse<String>> answer = send("/a");
        await().until(() -> relay.bytesToServer() > 0);
        assertThat(served).hasValue(0);

        relay.calm();

        assertThat(answer.join().body()).isEqualTo(LARGE);
    }

    @Test
    void shouldTellOfEachRequestAndKeepNone() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        try (RecordingRelay telling = RecordingRelay.telling(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                request -> told.add(request.method() + " " + request.target()))) {
            for (String path : List.of("/a", "/b?c=d")) {
                assertThat(send(telling, path).join().body()).isEqualTo(LARGE);
            }

            assertThat(told).containsExactly("POST /a", "POST /b?c=d");
            assertThat(telling.requests()).isEmpty();
        }
    }

    private CompletableFuture<HttpResponse<String>> send(String path) {
        return send(relay, path);
    }

    private CompletableFuture<HttpResponse<String>> send(RecordingRelay through, String path) {
        HttpRequest request = HttpRequest.newBuilder(through.address().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(LARGE))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).orTimeout(60, TimeUnit.SECONDS);
    }

    private void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            served.incrementAndGet();
            byte[] answer = body.length == 0 ? "ok".getBytes(StandardCharsets.UTF_8) : body;
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
