package io.godwit.app.line;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.KafkaUnavailableException;
import io.godwit.flow.LogReader;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TableReader;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Command;
import io.godwit.schemas.avro.Status;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the two topics. */
final class Wires implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Publisher<Command> commands;
    private final Publisher<Status> statuses;
    private final LogReader<Command> log;
    private final TableReader<String, Status> table;

    /** What is heard, each on the reading thread of its topic. */
    interface Listener {
        void assigned(Envelope envelope);

        void asked(Question question);

        /** {@code json} is null when the key was removed. */
        void told(String key, @Nullable String json);
    }

    /** @param name who writes, for the audit */
    Wires(ClientProperties kafka, Topics topics, Wire wire, String name, Listener listener) {
        this.name = name;
        String control = topics.control().name();
        String status = topics.status().name();
        WireFormat<Command> commandFormat = wire.format(control, Command.class);
        WireFormat<Status> statusFormat = wire.format(status, Status.class);
        this.commands = Publisher.open(kafka, PublisherSettings.lowLatency(control), commandFormat::encode);
        this.statuses = Publisher.open(kafka, PublisherSettings.lowLatency(status), statusFormat::encode);
        this.table = TableReader.open(
                kafka,
                status,
                key -> key,
                statusFormat::decode,
                (key, value) -> listener.told(key, value == null ? null : value.getJson()));
        this.log = LogReader.open(kafka, control, commandFormat::decode, entry -> hear(entry.value(), listener));
    }

    /** Blocks until all that was said before has been heard. */
    void awaitCaughtUp() {
        if (!log.awaitCaughtUp(PATIENCE) || !table.awaitCaughtUp(PATIENCE)) {
            throw new KafkaUnavailableException(
                    "what roles and console have said could not be read within " + PATIENCE.toSeconds() + " s", null);
        }
    }

    CompletableFuture<Void> assign(Envelope envelope) {
        return say(Verbs.ASSIGN, JSON.writeValueAsString(envelope));
    }

    CompletableFuture<Void> ask(Question question) {
        return say(Verbs.ASK, JSON.writeValueAsString(question));
    }

    CompletableFuture<Void> tell(String key, Object value) {
        return statuses.publish(
                key,
                Status.newBuilder()
                        .setJson(JSON.writeValueAsString(value))
                        .setAt(System.currentTimeMillis())
                        .build());
    }

    CompletableFuture<Void> forget(String key) {
        return statuses.publish(key, null);
    }

    Map<String, Status> view() {
        return table.view();
    }

    @Override
    public void close() {
        log.close();
        table.close();
        commands.close();
        statuses.close();
    }

    private CompletableFuture<Void> say(String verb, String json) {
        return commands.publish(
                verb,
                Command.newBuilder()
                        .setId(UUID.randomUUID().toString())
                        .setVerb(verb)
                        .setArguments(Map.of(Verbs.JSON, json))
                        .setBy(name)
                        .setAt(System.currentTimeMillis())
                        .build());
    }

    private static void hear(Command command, Listener listener) {
        String json = command.getArguments().getOrDefault(Verbs.JSON, "");
        switch (command.getVerb()) {
            case Verbs.ASSIGN -> listener.assigned(JSON.readValue(json, Envelope.class));
            case Verbs.ASK -> listener.asked(JSON.readValue(json, Question.class));
            default -> {
                // an operator's, for the console
            }
        }
    }
}
