package io.godwit.projector.rescan;

import io.godwit.flow.Publisher;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Lister;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.avro.Slice;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Carries out what several rescans ask for: definitions first, then what is new of each collection they name. Not
 * thread-safe.
 */
final class Round {
    private static final Duration GENERATION_SETTLE = Duration.ofSeconds(6);

    private final Definitions definitions;
    private final Expressions expressions;
    private final Lister lister;
    private final Publisher<Rescan> followUps;
    private final BooleanSupplier stopped;
    private final Map<String, String> seen = new HashMap<>();
    private final Map<String, Map<String, String>> seenAliases = new HashMap<>();
    private boolean first = true;

    Round(
            Definitions definitions,
            Expressions expressions,
            Lister lister,
            Publisher<Rescan> followUps,
            BooleanSupplier stopped) {
        this.definitions = definitions;
        this.expressions = expressions;
        this.lister = lister;
        this.followUps = followUps;
        this.stopped = stopped;
    }

    /** The collections whose removals are still to be found; false when it was stopped before all was listed. Blocks. */
    Done carryOut(List<Rescan> rescans) {
        if (first) {
            seen.putAll(definitions.generations());
            seenAliases.putAll(definitions.aliasRoutings());
            first = false;
        }
        definitions.refresh();
        Map<String, String> generations = definitions.generations();
        Set<String> collections = new TreeSet<>();
        Set<String> withRemovals = new TreeSet<>();
        for (Rescan rescan : rescans) {
            Set<String> named = expressions.collections(rescan.getCollection(), generations.keySet());
            collections.addAll(named);
            if (rescan.getRemovals()) {
                withRemovals.addAll(named);
            }
        }
        for (String collection : collections) {
            for (Slice slice : lister.plan(collection, generations.getOrDefault(collection, ""))) {
                lister.list(slice, Lister.Watch.NOBODY);
            }
        }
        again(generations);
        return new Done(!stopped.getAsBoolean(), withRemovals);
    }

    /**
     * What came of it.
     *
     * @param whole false when it was stopped before the end
     * @param withRemovals collections whose removals are still to be found
     */
    record Done(boolean whole, Set<String> withRemovals) {}

    /**
     * A collection that was made just now is rescanned once more: writes to it may have been interpreted before its new
     * generation was known everywhere, and dropped with the old one. So is one whose aliases have changed: writes through
     * them may have been looked for elsewhere, or been taken for records of another routing, which then must vanish.
     */
    private void again(Map<String, String> generations) {
        Map<String, Map<String, String>> aliases = definitions.aliasRoutings();
        generations.forEach((collection, generation) -> {
            Map<String, String> before = seenAliases.getOrDefault(collection, Map.of());
            Map<String, String> now = aliases.getOrDefault(collection, Map.of());
            if (!generation.equals(seen.get(collection))) {
                await(followUp(collection, false, "new generation"));
            } else if (!before.equals(now)) {
                boolean rerouted = before.entrySet().stream()
                        .anyMatch(
                                alias -> !alias.getValue().equals(now.getOrDefault(alias.getKey(), alias.getValue())));
                await(followUp(collection, rerouted, "aliases changed"));
            }
        });
        seen.clear();
        seen.putAll(generations);
        seenAliases.clear();
        seenAliases.putAll(aliases);
    }

    private void await(Rescan followUp) {
        followUps.publish(followUp.getCollection(), followUp).join();
    }

    private static Rescan followUp(String collection, boolean removals, String reason) {
        long now = System.currentTimeMillis();
        return Rescan.newBuilder()
                .setCollection(collection)
                .setRemovals(removals)
                .setDefinition(true)
                .setReason(reason)
                .setNotBefore(now + GENERATION_SETTLE.toMillis())
                .setOccurredAt(now)
                .build();
    }
}
