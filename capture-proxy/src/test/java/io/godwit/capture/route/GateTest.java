package io.godwit.capture.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.capture.route.Admission.Admitted;
import io.godwit.capture.route.Admission.Parked;
import io.godwit.capture.route.Admission.Refused;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GateTest {
    private static final Route HERE = new Route(Side.SOURCE, 0, Topics.of("m"));
    private static final Route THERE = new Route(Side.TARGET, 1, Topics.of("m").back());

    private final Gate gate = Gate.open(HERE, Clock.systemUTC());

    @Test
    void shouldRecordOnlyWhatIsAdmittedWhileCapturing() {
        Ticket before = admit();
        gate.startCapturing();
        Ticket during = admit();
        gate.stopCapturing();
        Ticket after = admit();

        assertThat(before.captured()).isFalse();
        assertThat(during.captured()).isTrue();
        assertThat(after.captured()).isFalse();
    }

    @Test
    void shouldKnowWhatSlippedIn() throws InterruptedException {
        Ticket before = admit();
        assertThat(gate.slippedIn(before)).isFalse();
        gate.startCapturing();
        Ticket during = admit();

        assertThat(gate.slippedIn(before)).isTrue();
        assertThat(gate.slippedIn(during)).isFalse();
        assertThat(gate.slippedIn()).isEqualTo(1);
        assertThat(gate.awaitUncapturedGone(Instant.now().plusMillis(1))).containsExactly(before);
        gate.settled(before);
        assertThat(gate.slippedIn()).isZero();
        assertThat(gate.awaitUncapturedGone(Instant.now().plusSeconds(60))).isEmpty();
    }

    @Test
    void shouldLetThoseGiveWayThatAreStillSent() throws InterruptedException {
        Ticket slow = admit();
        AtomicInteger asked = new AtomicInteger();
        slow.onGiveWay(() -> {
            asked.incrementAndGet();
            gate.settled(slow);
        });

        assertThat(gate.awaitIdle(Instant.now().plusSeconds(1), Instant.now().minusSeconds(1)))
                .isFalse();
        assertThat(asked).as("the hold is over before").hasValue(0);
        assertThat(gate.awaitIdle(Instant.now(), Instant.now().plusSeconds(60))).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldParkWhileHoldingAndResumeOnceOnTheNewRoute() {
        AtomicInteger resumed = new AtomicInteger();
        gate.startCapturing();
        assertThat(gate.hold()).isPresent();
        assertThat(gate.hold()).isEmpty();

        assertThat(gate.admit("PUT /a", resumed::incrementAndGet)).isInstanceOf(Parked.class);
        assertThat(gate.parked()).isEqualTo(1);
        assertThat(gate.inFlight()).isZero();

        assertThat(gate.release(THERE)).hasValue(1);
        assertThat(resumed).hasValue(1);
        assertThat(gate.parked()).isZero();
        assertThat(gate.release(HERE)).isEmpty();
        assertThat(admit().route()).isEqualTo(THERE);
    }

    @Test
    void shouldLetGoOfItsOwnHoldOnly() {
        long first = gate.hold().orElseThrow();
        gate.release(HERE);
        long second = gate.hold().orElseThrow();

        assertThat(gate.timeOver(first)).isFalse();
        assertThat(gate.holding()).isTrue();
        assertThat(gate.timeOver(second)).isTrue();
        assertThat(gate.holding()).isFalse();
        assertThat(gate.route()).isEqualTo(HERE);
    }

    @Test
    void shouldRefuseWhatIsSealedForTooLongUntilItIsReleased() {
        AtomicInteger resumed = new AtomicInteger();
        long hold = gate.hold().orElseThrow();
        gate.admit("PUT /a", resumed::incrementAndGet);
        assertThat(gate.sealed()).isFalse();
        assertThat(gate.seal()).isTrue();
        assertThat(gate.seal()).isTrue();
        assertThat(gate.sealed()).isTrue();
        assertThat(gate.admit("PUT /b", resumed::incrementAndGet)).isInstanceOf(Parked.class);

        assertThat(gate.timeOver(hold)).isTrue();

        assertThat(resumed).as("to be refused").hasValue(2);
        assertThat(gate.parked()).isZero();
        assertThat(gate.admit("PUT /a", resumed::incrementAndGet)).isInstanceOf(Refused.class);
        assertThat(gate.holding()).isTrue();
        assertThat(gate.sealed()).isTrue();
        assertThat(gate.timeOver(hold)).isFalse();
        assertThat(gate.hold()).isEmpty();
        assertThat(gate.inFlight()).isZero();

        assertThat(gate.release(THERE)).hasValue(0);
        assertThat(admit().route()).isEqualTo(THERE);
        assertThat(gate.sealed()).isFalse();
    }

    @Test
    void shouldReleaseInTimeWhatIsSealed() {
        AtomicInteger resumed = new AtomicInteger();
        long hold = gate.hold().orElseThrow();
        gate.admit("PUT /a", resumed::incrementAndGet);
        gate.seal();

        assertThat(gate.release(HERE)).hasValue(1);

        assertThat(gate.timeOver(hold)).isFalse();
        assertThat(gate.sealed()).isFalse();
        assertThat(admit().route()).isEqualTo(HERE);
    }

    @Test
    void shouldNotSealWhatIsNotHeldAnyMore() {
        assertThat(gate.seal()).isFalse();
        gate.timeOver(gate.hold().orElseThrow());

        assertThat(gate.seal()).isFalse();
        assertThat(gate.sealed()).isFalse();
        assertThat(admit().route()).isEqualTo(HERE);
    }

    @Test
    void shouldLetNobodyInBeforeItIsReleasedWhenItBeginsShut() {
        Gate shut = Gate.shut(HERE, Clock.systemUTC());
        shut.startCapturing();
        assertThat(shut.admit("PUT /a", () -> {})).isInstanceOf(Refused.class);
        assertThat(shut.holding()).isTrue();
        assertThat(shut.seal()).isTrue();
        shut.timeOver();
        assertThat(shut.sealed()).isTrue();

        assertThat(shut.release(THERE)).hasValue(0);

        assertThat(shut.admit("PUT /a", () -> {}))
                .isInstanceOfSatisfying(
                        Admitted.class,
                        admitted -> assertThat(admitted.ticket().route()).isEqualTo(THERE));
    }

    @Test
    @Timeout(60)
    void shouldWaitForWhatIsInFlight() throws InterruptedException {
        Ticket ticket = admit();
        assertThat(gate.awaitIdle(Instant.now().plusMillis(1))).isFalse();

        Thread.ofVirtual().start(() -> gate.settled(ticket));

        assertThat(gate.awaitIdle(Instant.now().plusSeconds(60))).isTrue();
        gate.settled(ticket);
        assertThat(gate.inFlight()).isZero();
    }

    /** Once a hold is idle, nothing runs on the old route any more, and nothing parked is forgotten. */
    @Test
    @Timeout(60)
    void shouldLetNothingSlipThroughHolds() throws InterruptedException {
        AtomicReference<Route> allowed = new AtomicReference<>(HERE);
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(4 * 2_000);
        CountDownLatch done = new CountDownLatch(1);
        try (ExecutorService loops = Executors.newFixedThreadPool(4)) {
            List<Runnable> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                writers.add(() -> write(loops, allowed, wrong, left, done));
            }
            for (int i = 0; i < 2_000; i++) {
                writers.forEach(loops::execute);
            }
            for (int i = 0; i < 200; i++) {
                gate.hold();
                assertThat(gate.awaitIdle(Instant.now().plusSeconds(60))).isTrue();
                Route next = i % 2 == 0 ? THERE : HERE;
                allowed.set(next);
                gate.release(next);
            }
            done.await();
        }
        assertThat(wrong).hasValue(0);
        assertThat(gate.parked()).isZero();
        assertThat(gate.inFlight()).isZero();
    }

    private void write(
            ExecutorService loops,
            AtomicReference<Route> allowed,
            AtomicInteger wrong,
            AtomicInteger left,
            CountDownLatch done) {
        switch (gate.admit("PUT /a", () -> loops.execute(() -> write(loops, allowed, wrong, left, done)))) {
            case Parked _ -> {}
            case Refused _ -> wrong.incrementAndGet();
            case Admitted(Ticket ticket) -> {
                if (ThreadLocalRandom.current().nextBoolean()) {
                    Thread.onSpinWait();
                }
                if (!ticket.route().equals(allowed.get())) {
                    wrong.incrementAndGet();
                }
                gate.settled(ticket);
                if (left.decrementAndGet() == 0) {
                    done.countDown();
                }
            }
        }
    }

    private Ticket admit() {
        return switch (gate.admit("PUT /a", () -> {})) {
            case Admitted(Ticket ticket) -> ticket;
            case Parked _ -> throw new AssertionError("parked");
            case Refused _ -> throw new AssertionError("refused");
        };
    }
}
