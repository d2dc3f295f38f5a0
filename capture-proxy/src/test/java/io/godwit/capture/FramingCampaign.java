package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.TrafficLog.Captured;
import io.godwit.capture.http.Framings;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of ambiguous framing over real connections: refused, the connection closed, nothing recorded. */
class FramingCampaign {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.of(Sandbox.kafka(), Sandbox.search(SearchVersion.OPENSEARCH_3).address(), settings -> settings);
        rig.proxy().startCapturing();
    }

    @AfterAll
    static void stop() {
        assertThat(rig.log.exchanges()).as("recorded").isEmpty();
        rig.close();
    }

    @ParameterizedTest
    @MethodSource("io.godwit.capture.http.Framings#refused")
    void shouldRefuseAndClose(String framing) {
        try (RawClient client = rig.client()) {
            client.send(Framings.bytes(framing));
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.closedByProxy()).isTrue();
        }
        assertNothingWhole();
    }

    /** Netty hands a handler that does not look at every decoder result {@code next[abc] COMPLETE} here. */
    @Test
    void shouldNotTakeAMalformedChunkAfterGoodDataForTheEnd() {
        try (RawClient client = rig.client()) {
            client.send("POST /i/_doc HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> rig.source.requests().stream()
                            .anyMatch(request -> request.target().equals("/i/_doc") && request.bodyBytes() == 3));
            client.send("zz\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.closedByProxy()).isTrue();
        }
        assertNothingWhole();
        await().atMost(Duration.ofSeconds(60)).until(() -> rig.source.openConnections() == 0);
    }

    @Test
    void shouldAnswerGoodRequestsBeforeABadOne() {
        String good = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        try (RawClient client = rig.client()) {
            client.send(good + good + "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + good);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.closedByProxy()).isTrue();
        }
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        assertThat(statusOf("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .isEqualTo(414);
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(70_000) + "\r\n\r\n"))
                .isEqualTo(431);
        assertThat(statusOf("PUT /i/_doc/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 600000000\r\n\r\n"))
                .isEqualTo(413);
        assertThat(statusOf("PUT /i/_doc/1 HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nContent-Length: 1\r\n\r\n"))
                .isEqualTo(417);
    }

    /** Random damage to a good request: what the source gets whole is exactly what was recorded, byte for byte. */
    @Test
    void shouldNeverPassOnWhatItDidNotRecord() {
        try (Rig own = Rig.of(
                Sandbox.kafka(), Sandbox.search(SearchVersion.OPENSEARCH_3).address(), settings -> settings)) {
            own.proxy().startCapturing();
            long seed = System.nanoTime();
            Random random = new Random(seed);
            String index = "i" + ThreadLocalRandom.current().nextInt(1 << 30);
            try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
                for (int i = 0; i < 320; i++) {
                    byte[] request = damaged(put(index, i), random);
                    clients.execute(() -> send(own, request));
                }
            }
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                List<String> executed = own.source.requests().stream()
                        .filter(RelayedRequest::complete)
                        .filter(request -> !List.of("GET", "HEAD").contains(request.method()))
                        .map(request -> request.method() + " " + request.target() + " " + request.bodyBytes())
                        .sorted()
                        .toList();
                List<String> recorded = own.log.exchanges().stream()
                        .filter(Captured::settled)
                        .map(captured -> captured.request().getMethod() + " "
                                + captured.request().getUri() + " " + captured.requestBody().length)
                        .sorted()
                        .toList();
                assertThat(recorded).as("seed %d", seed).hasSizeGreaterThan(80).isEqualTo(executed);
            });
        }
    }

    private static String put(String index, int i) {
        String body = "{\"n\":" + i + "}";
        String head = "PUT /" + index + "/_doc/" + i + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
        return i % 2 == 0
                ? head + "Content-Length: " + body.length() + "\r\n\r\n" + body
                : head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                        + "\r\n0\r\n\r\n";
    }

    private static void send(Rig own, byte[] request) {
        try (RawClient client = own.client()) {
            client.send(request);
            // a damaged length may leave the proxy waiting: half a second of silence is answer enough
            client.patience(500);
            Optional<RawClient.Answer> answer = client.answerOrEnd();
            answer.ifPresent(there -> assertThat(there.status()).isBetween(200, 599));
        }
    }

    private static byte[] damaged(String request, Random random) {
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        int at = random.nextInt(bytes.length);
        String alphabet = "\r\n\t \u0000:,;0123456789abcdefx{}\"/";
        byte other = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        return switch (random.nextInt(4)) {
            case 0 -> replace(bytes, at, 1, new byte[] {other});
            case 1 -> replace(bytes, at, 0, new byte[] {other});
            case 2 -> replace(bytes, at, 1, new byte[0]);
            default -> bytes;
        };
    }

    private static byte[] replace(byte[] bytes, int at, int length, byte[] by) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - length + by.length);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(bytes, at + length, result, at + by.length, bytes.length - at - length);
        return result;
    }

    private static int statusOf(String request) {
        try (RawClient client = rig.client()) {
            int status = client.send(request).answer().status();
            assertThat(client.closedByProxy()).isTrue();
            return status;
        }
    }

    private static void assertNothingWhole() {
        assertThat(rig.source.requests())
                .filteredOn(RelayedRequest::complete)
                .allMatch(request -> request.method().equals("GET"));
    }
}
