package io.godwit.app.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RosterTest {
    private static final String KEY = Verbs.reportKey(Role.CAPTURE_PROXY, "proxy-1");

    private final Roster roster = new Roster();

    @Test
    void shouldTakeAProcessThatWasStartedAgainForOne() {
        says("first", false);
        says("second", false);
        says("second", false);

        assertThat(heard().silent()).isFalse();
        assertThat(heard().report().incarnation()).isEqualTo("second");
    }

    /** Either may be silent, or let its clients go, while the other is heard. */
    @Test
    void shouldNotRelyOnTwoProcessesOfOneName() {
        says("first", false);
        says("second", false);
        says("first", false);

        assertThat(heard().silent()).isTrue();
        assertThat(heard().speaks()).isTrue();
        assertThat(heard().silence())
                .isEqualTo("two processes call themselves capture-proxy proxy-1: end one of them, or give each its own"
                        + " role.name");
    }

    @Test
    void shouldNotTakeTheGoodbyeOfOneOfThemForTheGoodbyeOfBoth() {
        says("first", false);
        says("second", false);
        says("first", true);

        assertThat(heard().doubled()).isTrue();
    }

    @Test
    void shouldForget() {
        says("first", false);
        roster.hear(KEY, null, true);

        assertThat(roster.everybody()).isEmpty();
    }

    private Heard heard() {
        return roster.named("proxy-1").getFirst();
    }

    private void says(String incarnation, boolean ended) {
        Report report = new Report(
                Role.CAPTURE_PROXY, "proxy-1", incarnation, Mark.NONE, Mark.NONE, null, ended, Wires.JSON.nullNode());
        roster.hear(KEY, Wires.JSON.writeValueAsString(report), true);
    }
}
