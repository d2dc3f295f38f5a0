package io.godwit.trial.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.trial.history.Operation;
import io.godwit.trial.shop.ShopDocuments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random histories of one record, beside a brute-force fold. {@code -Dproperty.seed=N} repeats one of them. */
class RecordModelPropertyTest {
    private static final int HISTORIES = 3_000;
    private static final Fold FOLD = new Fold(new ShopDocuments(1));

    private final List<String> allowedTooMuch = new ArrayList<>();
    private int possible;

    @Test
    void shouldAllowWhatTrulyHappened() {
        seeds().forEach(seed -> {
            SimulatedServers servers = new SimulatedServers(seed, 1 + (int) (seed % 12), true, (int) (seed % 3));
            Optional<Found.Mark> mark = servers.state.map(_ -> servers.mark);

            assertThat(allows(servers, servers.state, Optional.empty()))
                    .as("seed %d: %s holds %s", seed, servers.operations, servers.state)
                    .isTrue();
            assertThat(allows(servers, servers.state, mark))
                    .as("seed %d: %s holds %s at %s", seed, servers.operations, servers.state, mark)
                    .isTrue();
        });
    }

    @Test
    void shouldAllowExactlyWhatBruteForceFindsWhereAllOutcomesAreKnown() {
        seeds().mapToObj(seed -> new SimulatedServers(seed, 1 + (int) (seed % 5), true, 0))
                .filter(servers -> servers.operations.stream().noneMatch(Operation::uncertain))
                .forEach(this::compare);

        assertThat(possible).isGreaterThan(HISTORIES);
        assertThat(allowedTooMuch).isEmpty();
    }

    /** Of 40,000 histories there are two where one write too much is allowed: one of two, which two answers need both. */
    @Test
    void shouldAllowWhatBruteForceFindsOfWritesAndRemovals() {
        seeds().forEach(seed -> compare(new SimulatedServers(seed, 1 + (int) (seed % 5), false, 0)));

        assertThat(possible).isGreaterThan(5 * HISTORIES);
        assertThat(allowedTooMuch).isEmpty();
    }

    /** Of all answers together it is not asked whether one order makes them true, only of each one and the end. */
    @Test
    void shouldAllowHardlyMoreThanBruteForceFindsOfUpdatesAndSwings() {
        seeds().forEach(seed -> compare(new SimulatedServers(seed, 1 + (int) (seed % 5), true, (int) (seed % 3))));

        assertThat(possible).isGreaterThan(10 * HISTORIES);
        assertThat(allowedTooMuch).hasSizeLessThanOrEqualTo(75);
    }

    /** Asks for every state that any order of any of the operations could end in, with and without its place; absence has none. */
    private void compare(SimulatedServers servers) {
        compare(servers, Optional.empty());
        compare(servers, Optional.of(servers.mark));
    }

    private void compare(SimulatedServers servers, Optional<Found.Mark> mark) {
        var ends = BruteForce.ends(servers.operations, servers.swings, servers.loaded, mark);
        if (mark.isPresent()) {
            ends.remove(Optional.<Map<String, Object>>empty());
        }
        for (Optional<Map<String, Object>> end : ends) {
            assertThat(allows(servers, end, mark))
                    .as("seed %d: %s may hold %s", servers.seed, servers.operations, end)
                    .isTrue();
        }
        for (Optional<Map<String, Object>> state : anyOrder(servers)) {
            boolean asked = state.isPresent() || mark.isEmpty();
            possible += asked ? 1 : 0;
            if (asked && !ends.contains(state) && allows(servers, state, mark)) {
                allowedTooMuch.add("seed " + servers.seed + ": " + servers.operations + " may hold " + state);
            }
        }
    }

    private static boolean allows(
            SimulatedServers servers, Optional<Map<String, Object>> state, Optional<Found.Mark> mark) {
        return new Presence(servers.loaded.isPresent(), servers.operations, servers.swings)
                        .objection()
                        .isEmpty()
                && new RecordModel(FOLD, servers.loaded, servers.operations, servers.swings)
                        .objection(Question.of(state, mark, servers.swings.current()))
                        .isEmpty();
    }

    private static Set<Optional<Map<String, Object>>> anyOrder(SimulatedServers servers) {
        Set<Optional<Map<String, Object>>> states = new HashSet<>();
        extend(states, new ArrayList<>(servers.operations), servers.loaded);
        return states;
    }

    private static void extend(
            Set<Optional<Map<String, Object>>> states, List<Operation> left, Optional<Map<String, Object>> state) {
        states.add(state);
        for (Operation next : left) {
            List<Operation> fewer = new ArrayList<>(left);
            fewer.remove(next);
            extend(states, fewer, BruteForce.after(next.effect(), state));
        }
    }

    private static LongStream seeds() {
        Long one = Long.getLong("property.seed");
        return one == null ? LongStream.rangeClosed(1, HISTORIES) : LongStream.of(one);
    }
}
