package io.godwit.app.explain;

import io.godwit.schemas.RecordKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Which record is asked for.
 *
 * @param collection index or alias; empty: in all of them
 * @param id its id
 * @param routing its routing; empty: any, and none
 * @param since nothing is read of the topics that is older; empty: all is read
 */
public record Question(Optional<String> collection, String id, Optional<String> routing, Optional<Instant> since) {
    private static final String ANY = "any";

    /**
     * Reads {@code INDEX/ID}, as verifications print records, so also with {@code ?ROUTING}, or {@code ID} alone; an id
     * that contains a slash has one before it then. Anything else is an {@link IllegalArgumentException}.
     */
    public static Question parse(String text, Optional<String> routing, Optional<Instant> since) {
        int slash = text.indexOf('/');
        RecordKey key = RecordKey.parse(slash > 0 ? text : ANY + "/" + text.substring(slash + 1));
        return new Question(
                slash > 0 ? Optional.of(key.collection()) : Optional.empty(),
                key.id(),
                routing.or(key::routing),
                since);
    }
}
