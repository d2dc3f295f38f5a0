package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.HoldOutcome.Held;
import io.godwit.capture.ReleaseOutcome.Released;
import io.godwit.capture.SealOutcome.Sealed;
import io.godwit.capture.TrafficLog.Captured;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.Side;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a proxy does while nobody but its operator may say where writes go. */
@Timeout(180)
class SealIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String index = "s" + ThreadLocalRandom.current().nextInt(1 << 30);
    private Rig rig;

    @BeforeEach
    void start() {
        URI server = Sandbox.search(SearchVersion.OPENSEARCH_3).address();
        rig = Rig.between(Sandbox.kafka(), server, server);
        rig.proxy().startCapturing();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void shouldRefuseWhatIsHeldForTooLongAndForwardNothing() {
        assertThat(rig.proxy().hold(Duration.ofSeconds(2))).isInstanceOf(Held.class);
        try (RawClient held = rig.client()) {
            held.request("PUT /" + index + "/_doc/held", "{}");
            await().atMost(PATIENCE).until(() -> rig.proxy().status().held() == 1);

            assertThat(rig.proxy().seal()).isEqualTo(new Sealed());

            assertRefused(held.answer());
            assertRefused(held.request("PUT /" + index + "/_doc/new", "{}").answer());
            assertThat(held.request("POST /" + index + "/_search?ignore_unavailable=true", "{}")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
        assertThat(rig.proxy().status().sealed()).isTrue();
        assertThat(rig.proxy().status().counts().refused()).isEqualTo(2);
        assertThat(mutationsAtSource()).isZero();
        assertThat(rig.target.requests()).isEmpty();
        assertThat(rig.log.exchanges()).isEmpty();
    }

    @Test
    void shouldGoOnAtTheOtherSideHoweverLateItIsReleased() {
        rig.proxy().hold(Duration.ofMillis(500));
        assertThat(rig.proxy().seal()).isEqualTo(new Sealed());
        await().atMost(PATIENCE).until(() -> put("early") == 503);

        assertThat(rig.proxy().release(Side.TARGET, 1, rig.flow.back())).isEqualTo(new Released(0));

        assertThat(put("late")).isEqualTo(201);
        assertThat(rig.proxy().status().sealed()).isFalse();
        assertThat(mutationsAtSource()).isZero();
        assertThat(recordedAtTarget().request().getUri()).isEqualTo("/" + index + "/_doc/late");
    }

    @Test
    void shouldLetNobodyInAfterARestartBeforeItKnowsWhere() {
        assertThat(rig.resumeSealed().status().sealed()).isTrue();
        assertThat(put("early")).isEqualTo(503);
        assertThat(rig.send("GET", "/", "").statusCode()).isEqualTo(200);
        assertThat(rig.proxy().status().capturing()).isTrue();

        assertThat(rig.proxy().release(Side.TARGET, 1, rig.flow.back())).isEqualTo(new Released(0));

        assertThat(put("late")).isEqualTo(201);
        assertThat(mutationsAtSource()).isZero();
        assertThat(recordedAtTarget().parts().getFirst().traffic().getEpoch()).isEqualTo(1);
    }

    @Test
    void shouldLetNobodyInWhenItIsClosed() {
        rig.proxy().hold(PATIENCE);
        rig.proxy().seal();
        try (RawClient held = rig.client()) {
            held.request("PUT /" + index + "/_doc/held", "{}");
            await().atMost(PATIENCE).until(() -> rig.proxy().status().held() == 1);

            rig.proxy().close();

            assertRefused(held.answer());
        }
        assertThat(mutationsAtSource()).isZero();
        assertThat(rig.log.exchanges()).isEmpty();
    }

    private int put(String id) {
        return rig.send("PUT", "/" + index + "/_doc/" + id, "{}").statusCode();
    }

    private long mutationsAtSource() {
        return rig.source.requests().stream()
                .map(RelayedRequest::target)
                .filter(target -> target.contains("/_doc/"))
                .count();
    }

    private Captured recordedAtTarget() {
        try (TrafficLog log = new TrafficLog(Sandbox.kafka().bootstrapServers(), rig.flow.back())) {
            assertThat(log.exchanges()).hasSize(1);
            return log.exchanges().getFirst();
        }
    }

    private static void assertRefused(RawClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isNotNull();
    }
}
