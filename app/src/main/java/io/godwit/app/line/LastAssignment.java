package io.godwit.app.line;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.TopicScan;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Command;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What a console has assigned last, for who only wants to know and obeys nobody. */
public final class LastAssignment {
    private LastAssignment() {}

    /** Reads the control topic; blocks. Empty when no console has ever assigned anything there. */
    public static <T> Optional<T> read(ClientProperties kafka, Topics topics, Wire wire, Class<T> type) {
        String control = topics.control().name();
        WireFormat<Command> format = wire.format(control, Command.class);
        AtomicReference<String> newest = new AtomicReference<>("");
        TopicScan.read(kafka, TopicScan.Extent.whole(control), found -> {
            byte[] value = found.value();
            if (value != null) {
                hear(format.decode(value), newest);
            }
        });
        return Optional.of(newest.get())
                .filter(json -> !json.isEmpty())
                .map(json -> Wires.JSON.readValue(json, Envelope.class))
                .map(envelope -> Wires.JSON.treeToValue(envelope.body(), type));
    }

    private static void hear(Command command, AtomicReference<String> newest) {
        if (command.getVerb().equals(Verbs.ASSIGN)) {
            newest.set(command.getArguments().getOrDefault(Verbs.JSON, ""));
        }
    }
}
