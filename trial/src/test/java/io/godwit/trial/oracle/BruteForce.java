package io.godwit.trial.oracle;

import io.godwit.trial.history.Body;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.Operation;
import io.godwit.trial.history.Swings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All states that a record can be in after a short history: every order of everything that was executed, with every
 * choice of what may have been, is tried from its beginning. Shares nothing with the oracle.
 */
final class BruteForce {
    private final List<Operation> certain;
    private final List<Operation> uncertain;
    private final Swings swings;
    private final Set<Optional<Map<String, Object>>> ends = new HashSet<>();

    /** An operation in an order, and the epoch it was then executed in. */
    private record Step(Operation operation, int epoch) {}

    private BruteForce(List<Operation> operations, Swings swings) {
        this.certain = operations.stream()
                .filter(operation -> operation.done().isPresent())
                .toList();
        this.uncertain = operations.stream().filter(Operation::uncertain).toList();
        this.swings = swings;
    }

    static Set<Optional<Map<String, Object>>> ends(List<Operation> operations, Swings swings) {
        BruteForce force = new BruteForce(operations, swings);
        force.extend(List.of(), Optional.empty());
        return force.ends;
    }

    private void extend(List<Step> order, Optional<Map<String, Object>> state) {
        List<Operation> taken = order.stream().map(Step::operation).toList();
        if (taken.containsAll(certain)) {
            ends.add(state);
        }
        for (Operation operation : certain) {
            if (!taken.contains(operation)) {
                extendWithCertain(order, state, operation);
            }
        }
        for (Operation operation : uncertain) {
            boolean sentInTime = certain.stream()
                    .filter(other -> answered(other) < operation.sent())
                    .allMatch(taken::contains);
            if (!taken.contains(operation) && sentInTime) {
                int epoch = Math.max(lastEpoch(order), swings.earliest(operation.sent()));
                extend(with(order, new Step(operation, epoch)), after(operation.effect(), state));
            }
        }
    }

    private void extendWithCertain(List<Step> order, Optional<Map<String, Object>> state, Operation operation) {
        int from = Math.max(swings.earliest(operation.sent()), lastEpoch(order));
        for (int epoch = from; epoch <= swings.latest(answered(operation)); epoch++) {
            Step step = new Step(operation, epoch);
            if (isAllowed(order, step) && fits(operation, state)) {
                extend(with(order, step), after(operation.effect(), state));
            }
        }
    }

    private boolean isAllowed(List<Step> order, Step step) {
        for (Operation other : certain) {
            boolean taken = order.stream().anyMatch(before -> before.operation() == other);
            if (!taken && answered(other) < step.operation().sent()) {
                return false;
            }
        }
        return order.stream()
                .filter(before -> before.operation().done().isPresent())
                .allMatch(before ->
                        before.epoch() != step.epoch() || seqNo(before.operation()) < seqNo(step.operation()));
    }

    /** Whether what the answer says of what was there before is true; of writes that replace it, it is not asked. */
    private static boolean fits(Operation operation, Optional<Map<String, Object>> state) {
        if (operation.effect().absolute()) {
            return true;
        }
        boolean there = operation.done().orElseThrow().status() == 200;
        return there == state.isPresent();
    }

    private static Optional<Map<String, Object>> after(Effect effect, Optional<Map<String, Object>> state) {
        return switch (effect) {
            case Effect.Put(Body.Plain(var content)) -> Optional.of(content);
            case Effect.Remove() -> Optional.empty();
            case Effect.Merge(Body.Plain(var part)) -> state.map(before -> SimulatedServers.merged(before, part));
            case Effect.Upsert(Body.Plain(var part), Body.Plain(var whole)) ->
                Optional.of(state.map(before -> SimulatedServers.merged(before, part))
                        .orElse(whole));
            default -> throw new IllegalArgumentException(effect.toString());
        };
    }

    private static int lastEpoch(List<Step> order) {
        return order.isEmpty() ? 0 : order.getLast().epoch();
    }

    private static List<Step> with(List<Step> order, Step step) {
        List<Step> longer = new ArrayList<>(order);
        longer.add(step);
        return longer;
    }

    private static long answered(Operation operation) {
        return operation.done().map(Done::at).orElse(Long.MAX_VALUE);
    }

    private static long seqNo(Operation operation) {
        return operation.done().orElseThrow().seqNo();
    }
}
