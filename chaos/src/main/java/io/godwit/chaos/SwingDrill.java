package io.godwit.chaos;

import io.godwit.chaos.tour.Leg;
import io.godwit.chaos.tour.Tour;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.schemas.Side;
import io.godwit.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Moves clients as an operator does, again and again until they are moved; a refused or aborted swing is fine. */
final class SwingDrill {
    private static final Duration ORDER = Duration.ofSeconds(60);
    private static final Duration LIMITED = Duration.ofSeconds(10);
    private static final Duration DECIDED = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 500;

    private final Operator operator;
    private final Tour tour;
    private final Trial trial;
    private final Consumer<String> say;
    private final Runnable progress;
    private int attempts;
    private boolean compared;

    /** @param progress called again and again while it waits for something */
    SwingDrill(Operator operator, Tour tour, Trial trial, Consumer<String> say, Runnable progress) {
        this.operator = operator;
        this.tour = tour;
        this.trial = trial;
        this.say = say;
        this.progress = progress;
    }

    /** How often a swing was ordered so far. */
    int attempts() {
        return attempts;
    }

    /** Takes the limit off, so that what waits can get through; a console that is away is told when it is there again. */
    void unthrottle() throws InterruptedException {
        Order limit = new Order.Limit(Optional.of(0.0), Optional.empty());
        while (operator.order(limit, LIMITED).filter(Answer::done).isEmpty()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Blocks; returns whether clients are on {@code side} before {@code atMost} has passed. */
    boolean to(Side side, Duration atMost) throws InterruptedException {
        compared = false;
        try {
            return move(side, atMost);
        } finally {
            tour.after();
        }
    }

    private boolean move(Side side, Duration atMost) throws InterruptedException {
        Instant deadline = Instant.now().plus(atMost);
        while (Instant.now().isBefore(deadline)) {
            Optional<WorkflowStatus> status = operator.status();
            if (status.isPresent() && isSettledAt(side, status.get())) {
                trial.swung(side);
                return true;
            }
            if (status.isPresent() && status.get().running().isEmpty()) {
                next(side, status.get());
            }
            progress.run();
            Thread.sleep(POLL_MILLIS);
        }
        return false;
    }

    private void next(Side side, WorkflowStatus status) throws InterruptedException {
        boolean ready = status.verdict().ready() || status.verdict().passing();
        boolean comparisonDue = !compared && tour.lacks(Leg.VERIFICATION);
        if (ready && !comparisonDue) {
            attempt(side);
        } else if (comparisonDue || needsComparison(status)) {
            compare();
        }
    }

    private void compare() throws InterruptedException {
        compared = true;
        tour.before(Leg.VERIFICATION);
        Optional<Answer> answer = operator.order(new Order.Verify(), ORDER);
        say.accept("verify: " + answer.map(Answer::text).orElse("no answer"));
    }

    private static boolean needsComparison(WorkflowStatus status) {
        boolean unequal =
                status.state().verification().filter(last -> last.equal()).isEmpty();
        return unequal || status.replay().deadLetters() > 0;
    }

    /** Without an answer it is not over: the window stays open until clients are where they shall be. */
    private void attempt(Side side) throws InterruptedException {
        attempts++;
        tour.before(Leg.SWING);
        trial.swinging();
        Optional<Answer> answer = operator.order(new Order.SwingOver(side == Side.SOURCE), ORDER);
        Instant answered = Instant.now();
        say.accept("swing to " + side + ": " + answer.map(Answer::text).orElse("no answer"));
        if (answer.isPresent()) {
            trial.swung(awaitDecided(answered).state().side());
        }
    }

    /** A status from before the answer may tell of before the swing. */
    private WorkflowStatus awaitDecided(Instant answered) throws InterruptedException {
        Instant deadline = Instant.now().plus(DECIDED);
        while (Instant.now().isBefore(deadline)) {
            Optional<WorkflowStatus> status = operator.statusAfter(answered);
            if (status.isPresent() && isSettledAt(status.get().state().side(), status.get())) {
                return status.get();
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException("it is not clear where clients are after " + DECIDED);
    }

    private static boolean isSettledAt(Side side, WorkflowStatus status) {
        return status.state().side() == side
                && status.capture().side() == side
                && status.capture().epoch() == status.state().epoch()
                && !status.capture().holding()
                && !status.capture().sealed();
    }
}
