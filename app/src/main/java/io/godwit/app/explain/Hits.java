package io.godwit.app.explain;

import io.godwit.schemas.RecordKey;
import java.util.Optional;
import java.util.Set;

/**
 * The records of an id that a search of one cluster found.
 *
 * @param failure why there may be others; empty when the search was a whole one
 * @param leftOut how many it found besides
 */
record Hits(Set<RecordKey> records, Optional<String> failure, long leftOut) {
    Hits {
        records = Set.copyOf(records);
        failure = failure.map(Words::withoutUser);
    }

    static Hits failed(String why) {
        return new Hits(Set.of(), Optional.of(why), 0);
    }
}
