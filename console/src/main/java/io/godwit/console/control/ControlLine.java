package io.godwit.console.control;

import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TableReader;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Command;
import io.godwit.schemas.avro.Status;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Asks a migration that runs in another process and gives it orders, over its Kafka cluster. Blocks. */
public final class ControlLine implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration READ_PATIENCE = Duration.ofSeconds(15);
    private static final Duration STALE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Publisher<Command> commands;
    private final TableReader<String, Status> statuses;

    private ControlLine(Publisher<Command> commands, TableReader<String, Status> statuses) {
        this.commands = commands;
        this.statuses = statuses;
    }

    /** Connects; a migration that never ran on this Kafka cluster is one clear error. */
    public static ControlLine open(ClientProperties kafka, Topics topics, Wire wire) {
        TableReader<String, Status> statuses = TableReader.open(
                kafka,
                topics.status().name(),
                key -> key,
                wire.format(topics.status().name(), Status.class)::decode);
        Publisher<Command> commands = Publisher.open(
                kafka,
                PublisherSettings.lowLatency(topics.control().name()),
                wire.format(topics.control().name(), Command.class)::encode);
        return new ControlLine(commands, statuses);
    }

    /**
     * The status that the migration published last, as JSON.
     *
     * @throws IllegalStateException when there is none or its process has not published for a while
     */
    public String statusJson() {
        statuses.awaitCaughtUp(READ_PATIENCE);
        return present("").getJson();
    }

    /** When the status that is known here was published; the beginning of time when there is none. */
    public Instant published() {
        Status status = statuses.view().get(StatusKeys.STATUS);
        return status == null ? Instant.EPOCH : Instant.ofEpochMilli(status.getAt());
    }

    /** As {@link #statusJson}, read. */
    public WorkflowStatus status() {
        return JSON.readValue(statusJson(), WorkflowStatus.class);
    }

    /**
     * Has an order carried out and waits for the answer.
     *
     * @throws TimeoutException when none came in time; the order may still be carried out
     * @throws IllegalStateException when the migration does not run, or has ended before it answered
     */
    public Answer order(Order order, Duration atMost) throws TimeoutException {
        statusJson();
        String id = UUID.randomUUID().toString();
        Command command = Command.newBuilder()
                .setId(id)
                .setVerb(Orders.verb(order))
                .setArguments(Orders.arguments(order))
                .setBy(System.getProperty("user.name", "unknown"))
                .setAt(System.currentTimeMillis())
                .build();
        commands.publish(Orders.verb(order), command)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        return await(id, Orders.verb(order), Instant.now().plus(atMost));
    }

    @Override
    public void close() {
        commands.close();
        statuses.close();
    }

    private Status present(String otherwise) {
        Status status = statuses.view().get(StatusKeys.STATUS);
        if (status == null) {
            throw new IllegalStateException("the migration has published no status yet; is it running?");
        }
        Duration age = Duration.between(Instant.ofEpochMilli(status.getAt()), Instant.now());
        if (age.compareTo(STALE) > 0) {
            throw new IllegalStateException("the migration published its last status " + age.toSeconds()
                    + " s ago: its process does not run; start the same migrate command again" + otherwise);
        }
        return status;
    }

    private Answer await(String id, String verb, Instant deadline) throws TimeoutException {
        while (Instant.now().isBefore(deadline)) {
            @Nullable Status answer = statuses.view().get(StatusKeys.answerTo(id));
            if (answer != null) {
                return JSON.readValue(answer.getJson(), Answer.class);
            }
            Status unused = present("; '" + verb + "' has no answer, see ./godwit status what became of it");
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TimeoutException("interrupted while waiting for the answer to '" + verb + "'");
            }
        }
        throw new TimeoutException("no answer to '" + verb + "' yet; see ./godwit status");
    }
}
