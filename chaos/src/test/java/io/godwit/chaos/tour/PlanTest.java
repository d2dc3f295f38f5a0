package io.godwit.chaos.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.flow.crash.CrashPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Set<Leg> OCCASIONS = EnumSet.of(Leg.VERIFICATION, Leg.SWING);
    private static final Map<String, String> ALL = Map.of(
            "proxy-1", "capture-proxy",
            "proxy-2", "capture-proxy",
            "projector-1", "projector",
            "replayer-1", "replayer",
            "replayer-2", "replayer",
            "console", "console");

    @Test
    void shouldGiveEachPointToOneProcessThatPassesItAndBalanceThem() {
        Set<CrashPoint> anyTime = EnumSet.allOf(CrashPoint.class);
        anyTime.removeIf(point -> Leg.of(point).isOccasion());
        Shares some = Shares.of(7, ALL, anyTime);
        Shares shares = Shares.of(7, ALL, EnumSet.allOf(CrashPoint.class));

        assertThat(some.all().values().stream().flatMap(Collection::stream))
                .containsExactlyInAnyOrderElementsOf(anyTime);
        shares.all()
                .forEach((name, points) -> assertThat(points)
                        .allSatisfy(point -> assertThat(point.roles()).contains(ALL.get(name))));
        assertThat(some.all().get("proxy-1")).hasSize(2);
        assertThat(some.all().get("proxy-2")).hasSize(2);
        assertThat(some.all().get("replayer-1")).hasSizeBetween(3, 5);
        assertThat(shares.all())
                .isEqualTo(Shares.of(7, ALL, EnumSet.allOf(CrashPoint.class)).all());
        assertThat(shares.all())
                .isNotEqualTo(Shares.of(8, ALL, EnumSet.allOf(CrashPoint.class)).all());
    }

    @Test
    void shouldGiveWhatIsPassedOnAnOccasionToAllThatMayPassIt() {
        Map<String, List<CrashPoint>> shares =
                Shares.of(7, ALL, EnumSet.allOf(CrashPoint.class)).all();

        assertThat(shares.get("proxy-1")).contains(CrashPoint.BARRIER_BEFORE_HELD, CrashPoint.ROUTE_BEFORE_RESUME);
        assertThat(shares.get("proxy-2")).contains(CrashPoint.BARRIER_BEFORE_HELD, CrashPoint.ROUTE_BEFORE_RESUME);
        assertThat(shares.get("replayer-1")).contains(CrashPoint.SWEEP_HALF_DONE);
        assertThat(shares.get("replayer-2")).contains(CrashPoint.SWEEP_HALF_DONE);
    }

    @Test
    void shouldBeginWithWhatIsPassedEarlyAndArmNothingElseInTheBeginning() {
        Plan plan = plan("projector", CrashPoint.values());

        assertThat(halts(plan, 2)).containsExactly(CrashPoint.DEFINITIONS_HALF_DONE, CrashPoint.RANGE_BEFORE_LISTING);
        assertThat(plan.next("one")).isEmpty();
    }

    @Test
    void shouldKeepAPointArmedOverKillsUntilTheProcessHaltedThere() {
        Plan plan = plan("capture-proxy", CrashPoint.FORWARD_BEFORE_ANSWER, CrashPoint.ANSWER_BEFORE_OUTCOME);
        plan.enter(Leg.MIDDLE);
        Stop first = plan.next("one").orElseThrow();

        assertThat(plan.next("one")).contains(first);
        plan.halted("one", first.point());

        assertThat(plan.next("one")).isPresent().get().extracting(Stop::point).isNotEqualTo(first.point());
    }

    @Test
    void shouldQueueAPointAgainThatWasNotPassed() {
        Plan plan = plan("capture-proxy", CrashPoint.FORWARD_BEFORE_ANSWER, CrashPoint.ANSWER_BEFORE_OUTCOME);
        plan.enter(Leg.MIDDLE);
        Stop first = plan.next("one").orElseThrow();

        plan.missed("one", first.point());
        Stop second = plan.next("one").orElseThrow();
        plan.missed("one", second.point());

        assertThat(second).isNotEqualTo(first);
        assertThat(plan.next("one")).contains(first);
    }

    @Test
    void shouldHandAPointThatWasNotPassedToTheNextProcessThatMayPassIt() {
        Plan plan = new Plan(
                1,
                Shares.of(
                        1, Map.of("one", "replayer", "two", "replayer"), EnumSet.of(CrashPoint.MAPPING_BEFORE_ALIASES)),
                OCCASIONS);
        plan.enter(Leg.MIDDLE);
        String first = plan.isPressing("one") ? "one" : "two";

        plan.missed(first, CrashPoint.MAPPING_BEFORE_ALIASES);

        assertThat(plan.isPressing(first)).isFalse();
        assertThat(plan.isPressing(first.equals("one") ? "two" : "one")).isTrue();
    }

    @Test
    void shouldGiveAPointUpThatWasNotPassedThreeTimes() {
        Plan plan = plan("replayer", CrashPoint.REFUSED_BEFORE_RETRY);
        plan.enter(Leg.MIDDLE);

        for (int time = 0; time < Plan.MOST_MISSES; time++) {
            assertThat(plan.isPressing("one")).isTrue();
            plan.missed("one", CrashPoint.REFUSED_BEFORE_RETRY);
        }

        assertThat(plan.isPressing("one")).isFalse();
        // armed all the same, for there is nothing else to do
        assertThat(plan.next("one")).contains(new Stop(CrashPoint.REFUSED_BEFORE_RETRY, 1));
    }

    @Test
    void shouldPreferThePointsOfASwingBeforeItAndTryThemAtTheNextOneAgain() {
        Plan plan = plan(
                "console",
                CrashPoint.STARTED_BEFORE_STEP,
                CrashPoint.ARMED_BEFORE_DECIDED,
                CrashPoint.DECIDED_BEFORE_RELEASED);
        plan.enter(Leg.MIDDLE);
        assertThat(plan.next("one")).contains(new Stop(CrashPoint.STARTED_BEFORE_STEP, 1));

        plan.enter(Leg.SWING);
        assertThat(halts(plan, 1)).containsExactly(CrashPoint.ARMED_BEFORE_DECIDED);
        assertThat(plan.next("one")).contains(new Stop(CrashPoint.DECIDED_BEFORE_RELEASED, 1));
        plan.enter(Leg.MIDDLE);
        assertThat(plan.next("one")).contains(new Stop(CrashPoint.STARTED_BEFORE_STEP, 1));

        plan.enter(Leg.SWING);
        assertThat(halts(plan, 1)).containsExactly(CrashPoint.DECIDED_BEFORE_RELEASED);
        assertThat(plan.waitingFor(Leg.SWING)).isEmpty();
    }

    @Test
    void shouldStartAnotherRoundAtOtherPassesWithWhatCanBePassedAgain() {
        Plan plan = plan(
                "capture-proxy",
                CrashPoint.KAFKA_ACK_BEFORE_FORWARD,
                CrashPoint.FORWARD_BEFORE_ANSWER,
                CrashPoint.ROUTE_BEFORE_RESUME);
        plan.enter(Leg.SWING);
        assertThat(halts(plan, 1)).containsExactly(CrashPoint.ROUTE_BEFORE_RESUME);
        plan.enter(Leg.MIDDLE);
        assertThat(halts(plan, 2)).doesNotHaveDuplicates();

        List<Stop> second = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            second.add(plan.next("one").orElseThrow());
            plan.halted("one", second.getLast().point());
        }

        assertThat(second)
                .extracting(Stop::point)
                .containsOnly(CrashPoint.KAFKA_ACK_BEFORE_FORWARD, CrashPoint.FORWARD_BEFORE_ANSWER);
        assertThat(second).extracting(Stop::pass).allMatch(pass -> pass >= 1 && pass <= 10);
        assertThat(second).extracting(Stop::pass).anyMatch(pass -> pass > 1);
    }

    @Test
    void shouldNotHaltAgainAtTheSamePointsInTheLastRound() {
        Plan plan = plan("capture-proxy", CrashPoint.KAFKA_ACK_BEFORE_FORWARD, CrashPoint.FORWARD_BEFORE_ANSWER);
        plan.enter(Leg.MIDDLE);
        assertThat(halts(plan, 2)).doesNotHaveDuplicates();
        assertThat(plan.isPressing("one")).isTrue();

        plan.lastRound();

        assertThat(plan.isPressing("one")).isFalse();
        assertThat(plan.next("one")).isEmpty();
    }

    @Test
    void shouldArmNothingInTheEnd() {
        Plan plan = plan("console", CrashPoint.STARTED_BEFORE_STEP);
        plan.enter(Leg.END);

        assertThat(plan.next("one")).isEmpty();
    }

    private static Plan plan(String role, CrashPoint... points) {
        return new Plan(1, Shares.of(1, Map.of("one", role), EnumSet.copyOf(Arrays.asList(points))), OCCASIONS);
    }

    private static List<CrashPoint> halts(Plan plan, int times) {
        List<CrashPoint> halts = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            CrashPoint point = plan.next("one").orElseThrow().point();
            plan.halted("one", point);
            halts.add(point);
        }
        return halts;
    }
}
