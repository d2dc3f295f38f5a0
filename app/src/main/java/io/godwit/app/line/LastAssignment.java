package io.godwit.app.line;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.TopicScan;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Command;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.util.Optional;

/** What a console has assigned last, for who only wants to know and obeys nobody. */
public final class LastAssignment {
    private Envelope newest = new Envelope(Mark.NONE, Wires.JSON.nullNode());

    LastAssignment() {}

    /** Reads the control topic; blocks. Empty when no console has ever assigned anything there. */
    public static <T> Optional<T> read(ClientProperties kafka, Topics topics, Wire wire, Class<T> type) {
        String control = topics.control().name();
        WireFormat<Command> format = wire.format(control, Command.class);
        LastAssignment last = new LastAssignment();
        TopicScan.read(kafka, TopicScan.Extent.whole(control), found -> {
            byte[] value = found.value();
            if (value != null) {
                last.hear(format.decode(value));
            }
        });
        return last.as(type);
    }

    /** In the order of the topic, which need not be that of consoles: one that was replaced may wake up and speak. */
    void hear(Command command) {
        if (command.getVerb().equals(Verbs.ASSIGN)) {
            Envelope heard = Wires.JSON.readValue(command.getArguments().getOrDefault(Verbs.JSON, ""), Envelope.class);
            if (heard.mark().replaces(newest.mark())) {
                newest = heard;
            }
        }
    }

    /** Empty when none was heard. */
    <T> Optional<T> as(Class<T> type) {
        return newest.mark().equals(Mark.NONE)
                ? Optional.empty()
                : Optional.of(Wires.JSON.treeToValue(newest.body(), type));
    }
}
