package io.godwit.chaos;

import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives orders as an operator does with the command line; a console that does not answer is asked again later. */
final class Operator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

    private final ControlLine line;

    private Operator(ControlLine line) {
        this.line = line;
    }

    /** The topics must be there. */
    static Operator open(ClientProperties kafka, Topics topics) {
        return new Operator(ControlLine.open(kafka, topics, Wire.embedded()));
    }

    /** What the console published last; empty when that was too long ago. */
    Optional<WorkflowStatus> status() {
        try {
            return Optional.of(line.status());
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("no status at the moment");
            return Optional.empty();
        }
    }

    /** As {@link #status()}, if it was published after that time. */
    Optional<WorkflowStatus> statusAfter(Instant time) {
        return line.published().isAfter(time) ? status() : Optional.empty();
    }

    /** Empty when there was no answer in time: the order may or may not have been carried out. */
    Optional<Answer> order(Order order, Duration atMost) {
        try {
            return Optional.of(line.order(order, atMost));
        } catch (TimeoutException | RuntimeException e) {
            LOG.atInfo()
                    .addKeyValue("order", order)
                    .addKeyValue("error", e.toString())
                    .log("no answer");
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
