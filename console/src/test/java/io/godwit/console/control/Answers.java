package io.godwit.console.control;

import static org.awaitility.Awaitility.await;

import io.godwit.console.workflow.Answer;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TableReader;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Command;
import io.godwit.schemas.avro.Status;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Publishes commands that no {@link ControlLine} would and waits for the answers. */
final class Answers implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Publisher<Command> commands;
    private final TableReader<String, Status> statuses;

    Answers(ClientProperties kafka, Topics topics, Wire wire) {
        String control = topics.control().name();
        String status = topics.status().name();
        commands = Publisher.open(
                kafka, PublisherSettings.lowLatency(control), wire.format(control, Command.class)::encode);
        statuses = TableReader.open(kafka, status, key -> key, wire.format(status, Status.class)::decode);
    }

    Answer to(Command command) {
        give(command);
        return awaited(command);
    }

    void give(Command command) {
        commands.publish(command.getVerb(), command).join();
    }

    Answer awaited(Command command) {
        Status answer = await().atMost(Duration.ofSeconds(60))
                .until(() -> statuses.view().get(StatusKeys.answerTo(command.getId())), status -> status != null);
        return JSON.readValue(answer.getJson(), Answer.class);
    }

    @Override
    public void close() {
        commands.close();
        statuses.close();
    }
}
