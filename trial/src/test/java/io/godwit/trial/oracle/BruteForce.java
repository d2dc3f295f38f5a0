package io.godwit.trial.oracle;

import io.godwit.trial.history.Body;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Completion.WithoutEffect;
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
    private static final long LATE_AT_MOST = 300_000_000_000L;
    private static final long VERSIONS_GO_ON = 60_000_000_000L;

    private final List<Operation> certain;
    private final List<Operation> uncertain;
    private final Swings swings;
    private final Optional<Found.Mark> mark;
    private final Set<Optional<Map<String, Object>>> ends = new HashSet<>();

    /** An operation in an order, and the epoch it was then executed in. */
    private record Step(Operation operation, int epoch) {
        boolean changes() {
            return operation.uncertain() || operation.done().isPresent();
        }
    }

    private BruteForce(List<Operation> operations, Swings swings, Optional<Found.Mark> mark) {
        this.certain =
                operations.stream().filter(operation -> !operation.uncertain()).toList();
        this.uncertain = operations.stream().filter(Operation::uncertain).toList();
        this.swings = swings;
        this.mark = mark;
    }

    /** @param mark where the last change stands, if that is known */
    static Set<Optional<Map<String, Object>>> ends(
            List<Operation> operations,
            Swings swings,
            Optional<Map<String, Object>> loaded,
            Optional<Found.Mark> mark) {
        BruteForce force = new BruteForce(operations, swings, mark);
        force.extend(List.of(), loaded);
        return force.ends;
    }

    private void extend(List<Step> order, Optional<Map<String, Object>> state) {
        List<Operation> taken = order.stream().map(Step::operation).toList();
        if (taken.containsAll(certain) && endsAtTheMark(order)) {
            ends.add(state);
        }
        for (Operation operation : certain) {
            if (!taken.contains(operation) && saysTheTruth(operation, state)) {
                extend(order, state, operation, swings.latest(answered(operation)));
            }
        }
        for (Operation operation : uncertain) {
            boolean nothing = operation.effect() instanceof Effect.Merge && state.isEmpty();
            boolean tooLate = taken.stream().anyMatch(older -> older.sent() > latest(operation));
            if (!taken.contains(operation) && !nothing && !tooLate) {
                extend(order, state, operation, swings.latest(latest(operation)));
            }
        }
    }

    private void extend(List<Step> order, Optional<Map<String, Object>> state, Operation operation, int lastEpoch) {
        int from = Math.max(
                swings.earliest(operation.sent()),
                order.isEmpty() ? 0 : order.getLast().epoch());
        for (int epoch = from; epoch <= lastEpoch; epoch++) {
            Step step = new Step(operation, epoch);
            if (isAllowed(order, step) && hasRoom(order, step)) {
                List<Step> longer = new ArrayList<>(order);
                longer.add(step);
                extend(longer, step.changes() ? after(operation.effect(), state) : state);
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
        return step.operation().done().isEmpty()
                || order.stream()
                        .filter(before -> before.operation().done().isPresent())
                        .allMatch(before ->
                                before.epoch() != step.epoch() || seqNo(before.operation()) < seqNo(step.operation()));
    }

    /** Whether versions leave room for what is between this one and the certain one before it. */
    private static boolean hasRoom(List<Step> order, Step step) {
        if (step.operation().done().isEmpty()) {
            return true;
        }
        long between = 0;
        for (Step before : order.reversed()) {
            if (before.operation().done().isPresent()) {
                long from = version(before.operation());
                long to = version(step.operation());
                boolean counted = before.epoch() == step.epoch()
                        && answered(step.operation()) - before.operation().sent() < VERSIONS_GO_ON;
                return !counted || between <= to - from - 1;
            }
            between += before.changes() ? 1 : 0;
        }
        return true;
    }

    private boolean endsAtTheMark(List<Step> order) {
        List<Step> changes = order.stream().filter(Step::changes).toList();
        if (mark.isEmpty() || changes.isEmpty() || changes.getLast().epoch() != swings.current()) {
            return true;
        }
        Operation last = changes.getLast().operation();
        return last.done().isPresent()
                ? seqNo(last) == mark.get().seqNo()
                : changes.stream()
                        .filter(step -> step.epoch() == swings.current()
                                && step.operation().done().isPresent())
                        .allMatch(step -> seqNo(step.operation()) < mark.get().seqNo());
    }

    private static boolean saysTheTruth(Operation operation, Optional<Map<String, Object>> state) {
        int status = operation.completion() instanceof WithoutEffect(long _, int without)
                ? without
                : operation.done().orElseThrow().status();
        return (status == 200) == state.isPresent();
    }

    static Optional<Map<String, Object>> after(Effect effect, Optional<Map<String, Object>> state) {
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

    private static long answered(Operation operation) {
        return operation.completion() instanceof WithoutEffect(long at, int _)
                ? at
                : operation.done().map(Done::at).orElse(Long.MAX_VALUE);
    }

    private static long latest(Operation operation) {
        return operation.completion() instanceof Unknown(long at, String _) ? at + LATE_AT_MOST : Long.MAX_VALUE;
    }

    private static long seqNo(Operation operation) {
        return operation.done().orElseThrow().seqNo();
    }

    private static long version(Operation operation) {
        return operation.done().orElseThrow().version();
    }
}
