package io.godwit.projector.traffic;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which collections each alias leads to, and when that was last changed. Thread-safe. */
final class AliasTable {
    private final Duration settle;
    private final Map<String, Set<String>> ofCollection = new HashMap<>();
    private final Map<String, Long> changed = new HashMap<>();
    private long lastRead;
    private boolean loaded;

    AliasTable(Duration settle) {
        this.settle = settle;
    }

    /** From now on changes are told one by one; of those before only the last state of each collection was told. */
    synchronized void loaded() {
        loaded = true;
    }

    /** A collection has these aliases, as was read at a time. */
    synchronized void learn(String collection, Set<String> aliases, long at) {
        Set<String> before = ofCollection.getOrDefault(collection, Set.of());
        Set<String> differing = new HashSet<>(before);
        differing.addAll(aliases);
        differing.removeIf(alias -> before.contains(alias) && aliases.contains(alias));
        differing.forEach(alias -> changed.merge(alias, at, Math::max));
        ofCollection.put(collection, Set.copyOf(aliases));
        if (!loaded) {
            lastRead = Math.max(lastRead, at);
        }
    }

    /** See {@link KnownCollections#behind}. */
    synchronized Optional<Set<String>> behind(String alias, long at) {
        long last = Math.max(lastRead, changed.getOrDefault(alias, 0L));
        if (at - last <= settle.toMillis()) {
            return Optional.empty();
        }
        Set<String> collections = new HashSet<>();
        ofCollection.forEach((collection, aliases) -> {
            if (aliases.contains(alias)) {
                collections.add(collection);
            }
        });
        return Optional.of(collections);
    }
}
