package io.godwit.chaos;

import io.godwit.chaos.check.Finding;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The end of a run: nobody writes any more, and the console must find both sides equal, as an operator would have it. */
final class Rest {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration ORDER = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 500;

    private final Operator operator;
    private final Consumer<String> say;
    private final List<String> differed = new ArrayList<>();

    Rest(Operator operator, Consumer<String> say) {
        this.operator = operator;
        this.say = say;
    }

    /**
     * Has the console compare both sides until it says that they are equal; blocks.
     *
     * @param givenUp how many records were given up that are none of the bad ones: only these may need a repair
     */
    Finding verify(java.util.function.IntSupplier givenUp) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        String last = "never compared";
        while (Instant.now().isBefore(deadline)) {
            Optional<WorkflowStatus> status = operator.status();
            if (status.isPresent() && status.get().running().isEmpty()) {
                Optional<Answer> answer =
                        operator.order(differed.isEmpty() ? new Order.Verify() : new Order.Repair(), ORDER);
                last = answer.map(Answer::text).orElse("no answer");
                say.accept("at rest: " + last);
                if (answer.filter(Answer::done).isPresent()) {
                    return equal(last, givenUp.getAsInt());
                }
                answer.filter(text -> text.outcome() == Answer.Outcome.NOT_DONE)
                        .ifPresent(text -> differed.add(text.text()));
            } else {
                last = status.map(now -> "still at " + now.running() + ", " + now.problem() + ", " + now.verdict())
                        .orElse("no console answers");
            }
            Thread.sleep(POLL_MILLIS);
        }
        return finding(false, "not equal after " + PATIENCE + ": " + last + "; before: " + differed);
    }

    private Finding equal(String text, int givenUp) {
        if (differed.isEmpty()) {
            return finding(true, text + "; " + givenUp + " dead letters beside the bad records");
        }
        return finding(
                givenUp > 0,
                text + ", after a repair; it had found: " + differed + "; " + givenUp
                        + " dead letters beside the bad records");
    }

    private static Finding finding(boolean held, String evidence) {
        return new Finding("verify", "the console finds both sides equal at rest", held, evidence);
    }
}
