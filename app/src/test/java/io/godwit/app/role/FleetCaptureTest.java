package io.godwit.app.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.app.role.Assignment.GateOrder;
import io.godwit.console.role.SwingRefusedException;
import io.godwit.schemas.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetCaptureTest {
    private static final Duration HOLD = Duration.ofSeconds(25);

    private final ScriptedProxies proxies = new ScriptedProxies("proxy-1", "proxy-2");
    private final FleetCapture fleet = new FleetCapture(proxies);

    @Test
    void shouldMoveAllProxies() {
        fleet.hold(HOLD);
        fleet.seal();
        fleet.release(Side.TARGET, 1);

        assertThat(proxies.told).containsExactly("OPEN SOURCE 0", "HOLD SOURCE 0", "SEALED SOURCE 0", "OPEN TARGET 1");
        assertThat(fleet.problems()).isEmpty();
        assertThat(fleet.status().side()).isEqualTo(Side.TARGET);
        assertThat(fleet.status().epoch()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatAllSayTogether() {
        proxies.proxy("proxy-2").refuses = GateOrder.HOLD;
        assertThatThrownBy(() -> fleet.hold(HOLD)).isInstanceOf(SwingRefusedException.class);

        var status = fleet.status();

        assertThat(status.healthy()).isTrue();
        assertThat(status.capturing()).isTrue();
        assertThat(status.holding()).isFalse();
        assertThat(status.inFlight()).isEqualTo(2);
        assertThat(status.captured()).isEqualTo(20);
        assertThat(status.refused()).isEqualTo(4);
        assertThat(status.gaps()).isEqualTo(6);
    }

    @Test
    void shouldNotCaptureBeforeEverybodyDoes() {
        proxies.proxy("proxy-2").asleep = true;

        assertThatThrownBy(fleet::startCapturing).hasMessageContaining("proxy-2");

        proxies.proxy("proxy-2").asleep = false;
        proxies.obey();
        fleet.startCapturing();
        assertThat(proxies.told).last().isEqualTo("OPEN SOURCE 0");
    }

    @Test
    void shouldNotCaptureWithoutAnyProxy() {
        ScriptedProxies none = new ScriptedProxies();
        FleetCapture empty = new FleetCapture(none);

        assertThatThrownBy(empty::startCapturing).hasMessageContaining("no capture proxy has reported");
        assertThat(empty.status().capturing()).isFalse();
        assertThat(empty.status().healthy()).isFalse();
        assertThat(empty.problems()).hasSize(1);
        assertThatThrownBy(() -> empty.hold(HOLD)).isInstanceOf(SwingRefusedException.class);
        assertThat(none.told).doesNotContain("HOLD SOURCE 0");
    }

    /** It could wake up and let its clients write to the side that the others have left. */
    @Test
    void shouldHoldNobodyWhileOneIsNotHeardOf() {
        proxies.proxy("proxy-2").asleep = true;

        assertThatThrownBy(() -> fleet.hold(HOLD))
                .isInstanceOf(SwingRefusedException.class)
                .hasMessage("capture-proxy proxy-2 has not been heard of for 12 s: start it again, or, if it is gone"
                        + " for good, ./godwit forget proxy-2");
        assertThat(fleet.problems()).hasSize(1);
        assertThat(proxies.told).containsExactly("OPEN SOURCE 0");

        proxies.proxies.remove("proxy-2");
        fleet.hold(HOLD);
        assertThat(fleet.problems()).isEmpty();
    }

    @Test
    void shouldLetEverybodyGoWhenOneDoesNotHold() {
        proxies.proxy("proxy-1").refuses = GateOrder.HOLD;

        assertThatThrownBy(() -> fleet.hold(HOLD))
                .isInstanceOf(SwingRefusedException.class)
                .hasMessageContaining("capture proxy proxy-1: does not HOLD");
        assertThat(proxies.told).containsExactly("OPEN SOURCE 0", "HOLD SOURCE 0", "OPEN SOURCE 0");
        assertThat(fleet.status().holding()).isFalse();
    }

    /** Whether it is durable is not known: some may hold. */
    @Test
    void shouldLetEverybodyGoWhenTheOrderToHoldIsLost() {
        proxies.failing = 2;

        assertThatThrownBy(() -> fleet.hold(HOLD)).isInstanceOf(SwingRefusedException.class);

        assertThat(proxies.told).containsExactly("OPEN SOURCE 0", "OPEN SOURCE 0");
    }

    @Test
    void shouldNotBeSealedWhenOneIsNot() {
        fleet.hold(HOLD);
        proxies.proxy("proxy-2").refuses = GateOrder.SEALED;

        assertThatThrownBy(fleet::seal)
                .isInstanceOf(SwingRefusedException.class)
                .hasMessageContaining("capture proxy proxy-2: does not SEALED");
        assertThat(fleet.status().sealed()).as("one is").isTrue();
        fleet.release(Side.SOURCE, 0);
        assertThat(fleet.status().sealed()).isFalse();
    }

    /** Its hold may have ended by itself before it did: what its clients wrote then is on no other side. */
    @Test
    void shouldNotBeSealedWhenOneThatHeldHasSaidGoodbye() {
        fleet.hold(HOLD);
        proxies.proxies.remove("proxy-2");

        assertThatThrownBy(fleet::seal)
                .isInstanceOf(SwingRefusedException.class)
                .hasMessageContaining("has ended or was started again");
    }

    @Test
    void shouldNotBeSealedWhenOneThatHeldWasStartedAgain() {
        fleet.hold(HOLD);
        proxies.proxy("proxy-2").incarnation = "2";

        assertThatThrownBy(fleet::seal)
                .isInstanceOf(SwingRefusedException.class)
                .hasMessageContaining("has ended or was started again");
    }

    /** It has begun sealed, so nobody has come through it. */
    @Test
    void shouldBeSealedTogetherWithOneThatHasCome() {
        fleet.hold(HOLD);
        proxies.proxies.put("proxy-3", new ScriptedProxies.Proxy());

        fleet.seal();

        assertThat(fleet.status().sealed()).isTrue();
    }

    @Test
    void shouldReleaseWithoutWaitingForWhoIsNotHeardOf() {
        fleet.hold(HOLD);
        fleet.seal();
        proxies.proxy("proxy-2").asleep = true;

        fleet.release(Side.TARGET, 1);

        assertThat(fleet.problems()).hasSize(1);
        assertThatThrownBy(() -> fleet.hold(HOLD)).isInstanceOf(SwingRefusedException.class);
        proxies.proxy("proxy-2").asleep = false;
        proxies.obey();
        assertThat(fleet.problems()).isEmpty();
    }

    @Test
    void shouldReleaseUntilItIsDurable() {
        fleet.hold(HOLD);
        fleet.seal();
        proxies.failing = 1;

        fleet.release(Side.TARGET, 1);

        assertThat(proxies.told).last().isEqualTo("OPEN TARGET 1");
    }
}
