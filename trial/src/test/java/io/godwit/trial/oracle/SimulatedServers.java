package io.godwit.trial.oracle;

import io.godwit.schemas.Side;
import io.godwit.trial.history.Body;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Completion.WithoutEffect;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.Operation;
import io.godwit.trial.history.Swings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Clients that write one record at two servers, of which one serves at a time: a random history, and what the record
 * truly holds in its end. Some answers get lost, and what had none may be executed late.
 */
final class SimulatedServers {
    private static final int TIME = 100;
    /** So that what had no answer may be executed as late as the oracle thinks possible, and no later. */
    private static final long UNIT = Uncertain.GRACE.toNanos() / 140;

    final long seed;
    final List<Operation> operations = new ArrayList<>();
    final Swings swings = new Swings();
    final Optional<Map<String, Object>> loaded;
    Optional<Map<String, Object>> state;
    Found.Mark mark = new Found.Mark(1, 0, 1);

    private final SplittableRandom random;
    private final boolean updates;
    private final Deque<Long> swingsToCome = new ArrayDeque<>();
    private long seqNo;
    private long version;

    /** One that is executed then; never if that is negative. */
    private record Planned(Operation operation, long executed, long answered) {}

    /**
     * @param updates whether there are partial updates as well
     * @param swung how often clients are moved
     */
    SimulatedServers(long seed, int count, boolean updates, int swung) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.updates = updates;
        this.loaded = random.nextBoolean() ? Optional.of(Told.document("loaded")) : Optional.empty();
        this.state = loaded;
        for (int i = 0; i < swung; i++) {
            long at = 80L * i + random.nextInt(20, 80);
            swings.begin((at - random.nextInt(25)) * UNIT);
            swings.end((at + random.nextInt(25)) * UNIT, i % 2 == 0 ? Side.TARGET : Side.SOURCE);
            swingsToCome.add(at);
        }
        List<Planned> planned = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            planned.add(plan(id));
        }
        planned.stream().sorted(Comparator.comparingLong(Planned::executed)).forEach(this::execute);
        swingUntil(Long.MAX_VALUE);
        operations.sort(Comparator.comparingLong(Operation::sent));
    }

    private Planned plan(int id) {
        long sent = random.nextInt(TIME) * 1_000L + id;
        Operation operation = new Operation(id, id, Told.RECORD, effect(id), sent / 1_000 * UNIT);
        operations.add(operation);
        boolean answered = random.nextInt(4) > 0;
        if (!answered && random.nextBoolean()) {
            return new Planned(operation, -1, -1);
        }
        long executed = sent + random.nextLong(answered ? 30_000 : 150_000);
        return new Planned(operation, executed, answered ? (executed / 1_000 + 1 + random.nextInt(20)) * UNIT : -1);
    }

    private Effect effect(int id) {
        int dice = random.nextInt(updates ? 6 : 3);
        return switch (dice) {
            case 0, 1 -> Told.put("op-" + id);
            case 2 -> Told.remove();
            case 3 -> new Effect.Upsert(part(id), new Body.Plain(Told.document("op-" + id)));
            default -> new Effect.Merge(part(id));
        };
    }

    private Body part(int id) {
        return new Body.Plain(Map.of("op", "op-" + id, "extra", Map.of("field" + random.nextInt(3), id)));
    }

    private void execute(Planned planned) {
        Operation operation = planned.operation();
        if (planned.answered() < 0) {
            operation.completed(new Unknown(operation.sent() + 10 * UNIT, "lost"));
        }
        if (planned.executed() < 0) {
            return;
        }
        swingUntil(planned.executed() / 1_000);
        boolean there = state.isPresent();
        boolean changes = there || !(operation.effect() instanceof Effect.Merge);
        if (changes) {
            seqNo += 1 + random.nextInt(2);
            version++;
            state = after(operation.effect());
            mark = new Found.Mark(1, seqNo, version);
        }
        if (planned.answered() >= 0) {
            operation.completed(
                    changes
                            ? new Done(planned.answered(), status(operation.effect(), there), 1, seqNo, version)
                            : new WithoutEffect(planned.answered(), 404));
        }
    }

    private static int status(Effect effect, boolean there) {
        if (there) {
            return 200;
        }
        return effect instanceof Effect.Remove ? 404 : 201;
    }

    /** The other side has put there what clients left, at a place of its own. */
    private void swingUntil(long time) {
        while (!swingsToCome.isEmpty() && swingsToCome.peek() <= time) {
            swingsToCome.remove();
            seqNo = random.nextInt(20);
            version = 1_000L + random.nextInt(20);
            mark = new Found.Mark(1, seqNo, version);
        }
    }

    private Optional<Map<String, Object>> after(Effect effect) {
        return switch (effect) {
            case Effect.Put(Body.Plain(var content)) -> Optional.of(content);
            case Effect.Remove() -> Optional.empty();
            case Effect.Merge(Body.Plain(var part)) -> state.map(before -> merged(before, part));
            case Effect.Upsert(Body.Plain(var part), Body.Plain(var whole)) ->
                Optional.of(state.map(before -> merged(before, part)).orElse(whole));
            default -> throw new IllegalArgumentException(effect.toString());
        };
    }

    /** Told apart from the oracle's own: one field deep is as deep as these documents are. */
    static Map<String, Object> merged(Map<String, Object> before, Map<String, Object> part) {
        Map<String, Object> merged = new HashMap<>(before);
        merged.putAll(part);
        Map<Object, Object> extra = new HashMap<>((Map<?, ?>) before.getOrDefault("extra", Map.of()));
        extra.putAll((Map<?, ?>) part.getOrDefault("extra", Map.of()));
        if (!extra.isEmpty()) {
            merged.put("extra", extra);
        }
        return merged;
    }
}
