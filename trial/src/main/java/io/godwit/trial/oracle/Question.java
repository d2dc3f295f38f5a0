package io.godwit.trial.oracle;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * May a record hold this at rest?
 *
 * @param document in the form of {@link Canonical}; empty: absent
 * @param leaves its inner fields
 * @param mark where the side that clients are at put its last write, if it is that side that is asked about
 * @param epoch that clients are in
 */
record Question(Optional<Object> document, Map<String, @Nullable Object> leaves, Optional<Found.Mark> mark, int epoch) {
    static Question of(Optional<Map<String, Object>> document, Optional<Found.Mark> mark, int epoch) {
        return new Question(
                document.map(Canonical::of),
                document.<Map<String, @Nullable Object>>map(Paths::leaves).orElseGet(Map::of),
                mark,
                epoch);
    }

    boolean absent() {
        return document.isEmpty();
    }

    boolean answeredBy(Optional<Map<String, Object>> state) {
        return state.map(Canonical::of).equals(document);
    }
}
