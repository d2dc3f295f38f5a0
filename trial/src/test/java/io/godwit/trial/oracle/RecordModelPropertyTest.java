package io.godwit.trial.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Operation;
import io.godwit.trial.history.Swings;
import io.godwit.trial.shop.ShopDocuments;
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

    private int allowedTooMuch;
    private int possible;

    @Test
    void shouldAllowWhatTrulyHappened() {
        seeds().forEach(seed -> {
            SimulatedServers servers = new SimulatedServers(seed, 1 + (int) (seed % 12), true, seed % 3 == 0);
            Optional<Found.Mark> mark = servers.state.map(_ -> servers.mark);
            boolean knowsEpoch = servers.swings.current() == 0;

            assertThat(allows(servers.operations, servers.swings, servers.state, Optional.empty()))
                    .as("seed %d: %s holds %s", seed, servers.operations, servers.state)
                    .isTrue();
            assertThat(allows(servers.operations, servers.swings, servers.state, knowsEpoch ? mark : Optional.empty()))
                    .as("seed %d: %s holds %s at %s", seed, servers.operations, servers.state, mark)
                    .isTrue();
        });
    }

    @Test
    void shouldAllowExactlyWhatBruteForceFindsOfWritesAndRemovals() {
        seeds().forEach(seed -> compare(seed, new SimulatedServers(seed, 1 + (int) (seed % 5), false, false)));

        assertThat(allowedTooMuch).isZero();
    }

    /** Which update ran into nothing is not followed to the beginning, nor how a swing splits everything before. */
    @Test
    void shouldAllowHardlyMoreThanBruteForceFindsOfUpdatesAndSwings() {
        seeds().forEach(seed -> compare(seed, new SimulatedServers(seed, 1 + (int) (seed % 5), true, seed % 2 == 0)));

        assertThat(possible).isGreaterThan(HISTORIES);
        assertThat(allowedTooMuch).isLessThan(possible / 20);
    }

    private void compare(long seed, SimulatedServers servers) {
        List<Operation> operations = servers.operations.stream()
                .map(RecordModelPropertyTest::withoutVersion)
                .toList();
        Set<Optional<Map<String, Object>>> ends = BruteForce.ends(operations, servers.swings);
        for (Optional<Map<String, Object>> end : ends) {
            assertThat(allows(operations, servers.swings, end, Optional.empty()))
                    .as("seed %d: %s may hold %s", seed, operations, end)
                    .isTrue();
        }
        List<Operation> anyOrder = operations.stream()
                .filter(operation -> operation.uncertain() || operation.done().isPresent())
                .map(RecordModelPropertyTest::withoutAnswer)
                .toList();
        for (Optional<Map<String, Object>> state : BruteForce.ends(anyOrder, new Swings())) {
            possible++;
            boolean tooMuch = !ends.contains(state) && allows(operations, servers.swings, state, Optional.empty());
            allowedTooMuch += tooMuch ? 1 : 0;
        }
    }

    private static boolean allows(
            List<Operation> operations, Swings swings, Optional<Map<String, Object>> state, Optional<Found.Mark> mark) {
        return new RecordModel(FOLD, Optional.empty(), operations, swings)
                .objection(Question.of(state, mark, swings.current()))
                .isEmpty();
    }

    private static Operation withoutVersion(Operation operation) {
        return operation
                .done()
                .map(done -> copy(operation, operation.sent())
                        .completed(new Done(done.at(), done.status(), done.primaryTerm(), done.seqNo(), -1)))
                .orElse(operation);
    }

    private static Operation withoutAnswer(Operation operation) {
        return copy(operation, 0).completed(new Unknown(1, "any order"));
    }

    private static Operation copy(Operation operation, long sent) {
        return new Operation(operation.id(), operation.client(), operation.record(), operation.effect(), sent);
    }

    private static LongStream seeds() {
        Long one = Long.getLong("property.seed");
        return one == null ? LongStream.rangeClosed(1, HISTORIES) : LongStream.of(one);
    }
}
