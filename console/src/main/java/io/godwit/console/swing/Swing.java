package io.godwit.console.swing;

import io.godwit.console.role.Capture;
import io.godwit.console.role.CaptureStatus;
import io.godwit.console.role.Flow;
import io.godwit.console.role.Stage;
import io.godwit.console.role.SwingRefusedException;
import io.godwit.console.swing.SwingOutcome.Aborted;
import io.godwit.console.swing.SwingOutcome.Swung;
import io.godwit.console.verdict.Verdict;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One swing, from the side clients are on to the other one:
 *
 * <pre>
 *   verdict ready -> arm the way back -> lull -> hold -> everything recorded is at the other side -> seal -> decide -> release there
 *                                                  \------------------ late or wrong ----------------------> release to where it was
 * </pre>
 *
 * <p>At the other side also means: findable there. A client that wrote with {@code refresh=true} before the swing searches
 * after it.
 *
 * <p>{@link Decision#decided} makes the decision durable <em>before</em> any request can reach the other side, so a
 * crash on either side of it leaves exactly one side that clients may write to. From the seal on no proxy lets anybody go by
 * itself, so what was decided is carried out, however long that takes; and a decision of which nobody knows whether it became
 * durable is taken back durably before clients are let go to where they were.
 */
public final class Swing {
    private static final Logger LOG = LoggerFactory.getLogger(Swing.class);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration POLL_LULL = Duration.ofMillis(50);
    private static final Duration POLL_VERDICT = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofMillis(500);

    /**
     * Proxies hold this much longer than draining may take: as long as it may take to make the decision durable. After it
     * clients no longer wait but are told to come again.
     */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Capture capture;
    private final Flow onward;
    private final Flow wayBack;
    private final Supplier<Verdict> verdict;
    private final SwingSettings settings;

    /**
     * @param onward the flow that keeps the other side equal now
     * @param wayBack the flow that shall do so afterwards
     * @param verdict computes the verdict anew at each call
     */
    public Swing(Capture capture, Flow onward, Flow wayBack, Supplier<Verdict> verdict, SwingSettings settings) {
        this.capture = capture;
        this.onward = onward;
        this.wayBack = wayBack;
        this.verdict = verdict;
        this.settings = settings;
    }

    /** Where the decision is kept. */
    public interface Decision {
        /**
         * Told between the last check and the first request to the other side: makes it durable or throws.
         *
         * @param recorded what {@link Flow#recorded} of the flow that clients leave was when they were held: if that has
         *     grown by the next start, they were let go to where they had been, and the decision does not count
         */
        void decided(Side side, int epoch, long recorded);

        /**
         * Told if, after all, no request goes to the other side, also if {@link #decided} threw; before any request goes to
         * where clients were. Must not return before that is durable, however long it takes.
         */
        void undone(Side side, int epoch, String reason);
    }

    /** Swings, or leaves everything as it was and says why. Blocks. */
    public SwingOutcome run(int nextEpoch, Decision decision) {
        Optional<Verdict> against = awaitReady();
        if (against.isPresent()) {
            return new Aborted(against.get().toString(), Duration.ZERO);
        }
        try {
            wayBack.arm(nextEpoch);
        } catch (RuntimeException e) {
            wayBack.close();
            return new Aborted("the way back could not be armed: " + e.getMessage(), Duration.ZERO);
        }
        SwingOutcome outcome;
        try {
            awaitLull();
            refreshBeforehand();
            outcome = holdAndMove(nextEpoch, decision);
        } catch (LeftSealedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("swing failed");
            outcome = new Aborted("a step failed: " + e.getMessage(), Duration.ZERO);
        }
        switch (outcome) {
            case Swung _ -> onward.close();
            case Aborted _ -> wayBack.close();
        }
        return outcome;
    }

    private SwingOutcome holdAndMove(int nextEpoch, Decision decision) {
        Side from = onward.from();
        Side to = wayBack.from();
        int epoch = nextEpoch - 1;
        Instant began = Instant.now();
        try {
            capture.hold(settings.holdMax().plus(GRACE));
        } catch (SwingRefusedException e) {
            return new Aborted("clients could not be held: " + e.getMessage(), Duration.ZERO);
        }
        LOG.atInfo().addKeyValue("from", from).addKeyValue("to", to).log("clients are held");
        long recorded;
        Optional<String> against;
        try {
            recorded = onward.recorded();
            against = waitUntilDrained(began.plus(settings.holdMax()));
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("swing failed while clients were held");
            return abort(from, epoch, "a step failed: " + e.getMessage(), began);
        }
        return against.isPresent()
                ? abort(from, epoch, against.get(), began)
                : decide(nextEpoch, recorded, decision, began);
    }

    private SwingOutcome decide(int nextEpoch, long recorded, Decision decision, Instant began) {
        Side from = onward.from();
        Side to = wayBack.from();
        int epoch = nextEpoch - 1;
        try {
            capture.seal();
        } catch (RuntimeException e) {
            return abort(from, epoch, "clients are not held any more: " + e.getMessage(), began);
        }
        CrashPoint.ARMED_BEFORE_DECIDED.pass();
        try {
            decision.decided(to, nextEpoch, recorded);
        } catch (RuntimeException e) {
            // it may be durable all the same, or become so later
            LOG.atWarn().setCause(e).log("swing could not be decided");
            return takeBack(decision, "not decided: " + e.getMessage(), epoch, began);
        }
        CrashPoint.DECIDED_BEFORE_RELEASED.pass();
        return released(to, nextEpoch)
                ? new Swung(to, nextEpoch, Duration.between(began, Instant.now()))
                : takeBack(decision, "not carried out: clients were let go to where they had been", epoch, began);
    }

    private SwingOutcome takeBack(Decision decision, String reason, int epoch, Instant began) {
        decision.undone(onward.from(), epoch, reason);
        return abort(onward.from(), epoch, reason, began);
    }

    private SwingOutcome abort(Side from, int epoch, String reason, Instant began) {
        if (!released(from, epoch)) {
            LOG.atInfo().log("proxies had released already");
        }
        return new Aborted(reason, Duration.between(began, Instant.now()));
    }

    /** Sealed proxies let nobody in before this is done; others end their hold themselves, false if not at that side. */
    private boolean released(Side side, int epoch) {
        while (true) {
            try {
                capture.release(side, epoch);
                return true;
            } catch (RuntimeException e) {
                CaptureStatus now = capture.status();
                if (Thread.currentThread().isInterrupted()) {
                    throw new LeftSealedException(e);
                }
                if (!now.sealed()) {
                    return now.side() == side && now.epoch() == epoch;
                }
                LOG.atWarn().setCause(e).log("sealed proxies could not be released, will be tried again");
            }
            pauseSealed();
        }
    }

    /** Empty once nothing waits anywhere; else what was still waiting when time ran out. */
    private Optional<String> waitUntilDrained(Instant deadline) {
        while (true) {
            if (onward.drained()) {
                return notFindable(deadline).or(this::stillSound);
            }
            if (Instant.now().isAfter(deadline)) {
                return Optional.of("not drained within swing.hold.max.ms="
                        + settings.holdMax().toMillis() + ": " + waiting());
            }
            pause(POLL);
        }
    }

    /** Most of the work of a refresh is done while nobody waits for it. */
    private void refreshBeforehand() {
        try {
            onward.refresh(settings.readyWait());
        } catch (RuntimeException e) {
            LOG.atInfo().setCause(e).log("could not refresh before clients are held");
        }
    }

    private Optional<String> notFindable(Instant deadline) {
        return onward.refresh(Duration.between(Instant.now(), deadline))
                ? Optional.empty()
                : Optional.of("not refreshed within swing.hold.max.ms="
                        + settings.holdMax().toMillis());
    }

    /** Draining may have brought to light what speaks against the swing. */
    private Optional<String> stillSound() {
        Verdict now = verdict.get();
        return now.ready() ? Optional.empty() : Optional.of(now.toString());
    }

    private List<Stage> waiting() {
        return onward.stages().stream().filter(stage -> stage.waiting() > 0).toList();
    }

    /**
     * Empty once the verdict is ready, or nothing but changes on their way speak against it and these pass, while clients
     * write, in the time for which clients may be held. Else the last verdict.
     */
    private Optional<Verdict> awaitReady() {
        Instant deadline = Instant.now().plus(settings.readyWait());
        while (true) {
            Verdict now = verdict.get();
            if (now.ready() || (now.passing() && onward.awaitCaughtUp(settings.holdMax()))) {
                return Optional.empty();
            }
            if (Instant.now().isAfter(deadline)) {
                return Optional.of(now);
            }
            pause(POLL_VERDICT);
        }
    }

    /**
     * Clients shall not be held while something works in rounds; when there always is something, they are held all the
     * same.
     */
    private void awaitLull() {
        Instant deadline = Instant.now().plus(settings.readyWait());
        while (waiting().stream().anyMatch(Stage::inRounds) && Instant.now().isBefore(deadline)) {
            pause(POLL_LULL);
        }
    }

    private static void pauseSealed() {
        try {
            pause(RETRY);
        } catch (IllegalStateException e) {
            throw new LeftSealedException(e);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while swinging", e);
        }
    }

    /** This process ends. Where clients go is told by the log, and whoever goes on with it releases the proxies there. */
    private static final class LeftSealedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeftSealedException(RuntimeException cause) {
            super("interrupted while proxies were sealed; they are released at the next start", cause);
        }
    }
}
