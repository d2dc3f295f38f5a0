package io.godwit.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Pace PACE = Pace.parse("2-12");
    private static final List<String> ROLES = List.of("proxy-1", "projector-1", "replayer-1", "console");

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(schedule(7, all(), 60)).isEqualTo(schedule(7, all(), 60)).isNotEqualTo(schedule(8, all(), 60));
    }

    @Test
    void shouldKillAsOftenAsAskedAtThePaceAskedFor() {
        List<Planned> planned = schedule(1, EnumSet.of(FaultKind.KILL), 400);

        assertThat(planned).hasSize(400);
        assertThat(planned)
                .allSatisfy(one -> assertThat(one.after()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12)));
        assertThat(planned.stream()
                        .map(one -> ((Fault.Kill) one.fault()).role())
                        .distinct())
                .hasSize(ROLES.size());
    }

    @Test
    void shouldHoldEveryKindThatIsAskedForAndNoOther() {
        Set<FaultKind> momentary = EnumSet.complementOf(EnumSet.of(FaultKind.DUP, FaultKind.REORDER, FaultKind.CRASH));

        assertThat(kinds(schedule(1, all(), 3))).isEqualTo(momentary);
        assertThat(kinds(schedule(1, EnumSet.of(FaultKind.BROKER, FaultKind.STOP), 40)))
                .containsExactlyInAnyOrder(FaultKind.BROKER, FaultKind.STOP);
    }

    @Test
    void shouldTakeAsLongAsItsKillsWhateverElseItHolds() {
        Duration most = Duration.ofSeconds(12).multipliedBy(100);
        Duration least = Duration.ofSeconds(2).multipliedBy(100);

        Duration length = schedule(3, all(), 100).stream().map(Planned::after).reduce(Duration.ZERO, Duration::plus);

        assertThat(length).isBetween(least, most);
    }

    @Test
    void shouldFreezeFiveToNinetySecondsAtTheDefaultPace() {
        List<Duration> times = schedule(2, EnumSet.of(FaultKind.STOP), 2_000).stream()
                .map(one -> ((Fault.Freeze) one.fault()).time())
                .toList();

        assertThat(times).allSatisfy(time -> assertThat(time).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(90)));
        assertThat(times).anyMatch(time -> time.compareTo(Duration.ofSeconds(80)) > 0);
    }

    @Test
    void shouldRefuseAPaceThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pace.parse("fast"))
                .withMessageContaining("'fast'");
        assertThatIllegalArgumentException().isThrownBy(() -> Pace.parse("3-1")).withMessageContaining("--pace");
    }

    private static List<Planned> schedule(long seed, Set<FaultKind> kinds, int beats) {
        return Schedule.of(new ScheduleSettings(seed, kinds, beats, PACE, ROLES));
    }

    private static Set<FaultKind> all() {
        return EnumSet.allOf(FaultKind.class);
    }

    private static Set<FaultKind> kinds(List<Planned> planned) {
        return planned.stream().map(one -> one.fault().kind()).collect(Collectors.toSet());
    }
}
