package io.godwit.app.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.avro.Command;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastAssignmentTest {
    private final LastAssignment last = new LastAssignment();

    @Test
    void shouldTellTheNewestOfAConsole() {
        assign(new Mark(1, "console-a", 1), "first");
        assign(new Mark(1, "console-a", 2), "second");

        assertThat(last.as(String.class)).contains("second");
    }

    @Test
    void shouldNotBelieveAConsoleThatWasReplaced() {
        assign(new Mark(1, "console-a", 1), "old");
        assign(new Mark(2, "console-b", 1), "young");
        assign(new Mark(1, "console-a", 2), "woken up");

        assertThat(last.as(String.class)).contains("young");
    }

    @Test
    void shouldBelieveWhoWasFirstInATerm() {
        assign(new Mark(1, "console-a", 1), "first");
        assign(new Mark(1, "console-b", 9), "second");

        assertThat(last.as(String.class)).contains("first");
    }

    @Test
    void shouldKnowNothingWhereNoConsoleHasAssigned() {
        hear("status", "{}");

        assertThat(last.as(String.class)).isEmpty();
    }

    private void assign(Mark mark, String what) {
        hear(Verbs.ASSIGN, Wires.JSON.writeValueAsString(new Envelope(mark, Wires.JSON.valueToTree(what))));
    }

    private void hear(String verb, String json) {
        last.hear(Command.newBuilder()
                .setId("c-1")
                .setVerb(verb)
                .setArguments(Map.of(Verbs.JSON, json))
                .setBy("console")
                .setAt(0)
                .build());
    }
}
