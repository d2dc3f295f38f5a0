package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.flow.crash.CrashPoint;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy that dies between two effects of one write. */
@Timeout(180)
class CrashPointsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String index = "c" + ThreadLocalRandom.current().nextInt(1 << 30);

    @ParameterizedTest
    @CsvSource({"KAFKA_ACK_BEFORE_FORWARD,false", "FORWARD_BEFORE_ANSWER,true", "ANSWER_BEFORE_OUTCOME,true"})
    void shouldLeaveAnIntentWithoutOutcome(CrashPoint point, boolean executed) throws InterruptedException {
        try (Rig rig = Rig.of(
                Sandbox.kafka(), Sandbox.search(SearchVersion.OPENSEARCH_3).address(), settings -> settings)) {
            rig.proxy().close();
            Process child = CrashingProxy.start(rig, "-D" + CrashPoint.PROPERTY + "=" + point.text() + ":2");
            try (RawClient client = new RawClient(CrashingProxy.awaitAddress(rig.data()))) {
                assertThat(client.request("PUT /" + index + "/_doc/0", "{}")
                                .answer()
                                .status())
                        .isEqualTo(201);

                client.request("PUT /" + index + "/_doc/1", "{}");

                assertThat(client.answerOrEnd()).isEmpty();
                assertThat(child.waitFor()).isEqualTo(137);
            } finally {
                child.destroyForcibly().waitFor();
            }
            assertThat(rig.log.exchangeOf("/" + index + "/_doc/1").settled()).isFalse();
            await().atMost(PATIENCE).until(() -> reachedTheSource(rig), whole -> whole == executed);
        }
    }

    /** Whether the source has got the whole of it. */
    private boolean reachedTheSource(Rig rig) {
        return rig.source.requests().stream()
                .filter(request -> request.target().equals("/" + index + "/_doc/1"))
                .anyMatch(RelayedRequest::complete);
    }
}
