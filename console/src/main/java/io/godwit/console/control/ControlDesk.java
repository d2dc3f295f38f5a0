package io.godwit.console.control;

import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Workflow;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.Lags;
import io.godwit.flow.LogReader;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TableReader;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Command;
import io.godwit.schemas.avro.Status;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries out the commands that arrive on {@code <migration>.control} after it was opened, each at most once, and
 * publishes the status every second. Commands from before are history: whoever still waits for the answer to one is told
 * to give it again. So every command is answered.
 */
public final class ControlDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlDesk.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Workflow workflow;
    /** Offset of the first command that is not history. Not a time: clocks of operators are others. */
    private final long history;

    private final Queue<Command> before = new ConcurrentLinkedQueue<>();
    private final Publisher<Status> publisher;
    private final LogReader<Command> reader;
    private final TableReader<String, Status> statuses;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("status").daemon().factory());

    private ControlDesk(ClientProperties kafka, Topics topics, Wire wire, Workflow workflow) {
        this.workflow = workflow;
        this.history = end(kafka, topics.control().name());
        this.publisher = Publisher.open(
                kafka,
                PublisherSettings.lowLatency(topics.status().name()),
                wire.format(topics.status().name(), Status.class)::encode);
        this.reader = LogReader.open(
                kafka,
                topics.control().name(),
                wire.format(topics.control().name(), Command.class)::decode,
                this::hear);
        this.statuses = TableReader.open(
                kafka,
                topics.status().name(),
                key -> key,
                wire.format(topics.status().name(), Status.class)::decode);
    }

    public static ControlDesk open(ClientProperties kafka, Topics topics, Wire wire, Workflow workflow) {
        ControlDesk desk = new ControlDesk(kafka, topics, wire, workflow);
        var unused =
                desk.timer.scheduleWithFixedDelay(desk::publishStatus, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        desk.answerHistoryLater();
        return desk;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        reader.close();
        statuses.close();
        publisher.close();
    }

    /** What begins with {@code role/} is between the console and the roles. */
    private void hear(LogReader.Entry<Command> entry) {
        if (Orders.isBetweenRoles(entry.value())) {
            return;
        }
        if (entry.origin().offset() < history) {
            before.add(entry.value());
        } else {
            carryOut(entry.value());
        }
    }

    /** A start does not wait until all that was ever said of this migration has been read. */
    private void answerHistoryLater() {
        var unused = reader.caughtUp().thenCompose(_ -> statuses.caughtUp()).thenRun(this::answerHistory);
    }

    private void answerHistory() {
        for (Command command = before.poll(); command != null; command = before.poll()) {
            if (!statuses.view().containsKey(StatusKeys.answerTo(command.getId()))) {
                answer(
                        command,
                        Answer.failed("the migration was started again before it answered '" + command.getVerb()
                                + "': see ./godwit status, then give the command again"));
            }
        }
    }

    private static long end(ClientProperties kafka, String topic) {
        try (Lags lags = Lags.open(kafka)) {
            return lags.ever(topic);
        }
    }

    private void carryOut(Command command) {
        LOG.atInfo()
                .addKeyValue("command", command.getVerb())
                .addKeyValue("by", command.getBy())
                .log("commanded");
        try {
            var unused = workflow.submit(Orders.of(command)).thenAccept(answer -> answer(command, answer));
        } catch (RuntimeException e) {
            // a wrong command, or a role that cannot obey now: whoever waits is told
            answer(command, Answer.failed(String.valueOf(e.getMessage())));
        }
    }

    private void answer(Command command, Answer answer) {
        publish(StatusKeys.answerTo(command.getId()), JSON.writeValueAsString(answer));
    }

    private void publishStatus() {
        try {
            publish(StatusKeys.STATUS, JSON.writeValueAsString(workflow.status()));
        } catch (RuntimeException e) {
            if (!timer.isShutdown()) {
                LOG.atWarn().setCause(e).log("status could not be computed, will be tried again");
            }
        }
    }

    private void publish(String key, String json) {
        Status status = Status.newBuilder()
                .setJson(json)
                .setAt(System.currentTimeMillis())
                .build();
        publisher.publish(key, status).exceptionally(error -> {
            LOG.atWarn().addKeyValue("error", error.toString()).log("status was not published");
            return null;
        });
    }
}
