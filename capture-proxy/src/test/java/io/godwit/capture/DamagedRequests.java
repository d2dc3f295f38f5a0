package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.TrafficLog.Captured;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.avro.NotSent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Random damage to good requests: what the source gets whole is exactly what was recorded. */
final class DamagedRequests {
    private DamagedRequests() {}

    /** Sends so many; a failure names the seed. */
    static void assertRecordedAsPassedOn(int count) {
        try (Rig rig = Rig.of(
                Sandbox.kafka(), Sandbox.search(SearchVersion.OPENSEARCH_3).address(), settings -> settings)) {
            rig.proxy().startCapturing();
            long seed = Long.getLong("property.seed", System.nanoTime());
            Random random = new Random(seed);
            String index = "i" + ThreadLocalRandom.current().nextInt(1 << 30);
            try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
                for (int i = 0; i < count; i++) {
                    byte[] request = damaged(put(index, i), random);
                    clients.execute(() -> send(rig, request));
                }
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(recorded(rig))
                            .as("seed %d", seed)
                            .hasSizeGreaterThan(count / 4)
                            .isEqualTo(executed(rig)));
        }
    }

    private static List<String> executed(Rig rig) {
        return rig.source.requests().stream()
                .filter(RelayedRequest::complete)
                .filter(request -> !List.of("GET", "HEAD").contains(request.method()))
                .map(request -> request.method() + " " + request.target() + " " + request.bodyBytes())
                .sorted()
                .toList();
    }

    /** Without those whose client lost its patience before Kafka had them: they were not passed on, which is recorded. */
    private static List<String> recorded(Rig rig) {
        return rig.log.exchanges().stream()
                .filter(Captured::settled)
                .filter(captured -> !(captured.outcome() instanceof NotSent))
                .map(captured -> captured.request().getMethod() + " "
                        + captured.request().getUri() + " " + captured.requestBody().length)
                .sorted()
                .toList();
    }

    private static String put(String index, int i) {
        String body = "{\"n\":" + i + "}";
        String head = "PUT /" + index + "/_doc/" + i + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
        return i % 2 == 0
                ? head + "Content-Length: " + body.length() + "\r\n\r\n" + body
                : head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                        + "\r\n0\r\n\r\n";
    }

    private static void send(Rig rig, byte[] request) {
        try (RawClient client = rig.client()) {
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
}
