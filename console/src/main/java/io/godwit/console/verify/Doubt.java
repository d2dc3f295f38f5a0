package io.godwit.console.verify;

import io.godwit.schemas.RecordKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record that seems to differ.
 *
 * @param id as UTF-8
 * @param routing as UTF-8; null where the id routes
 * @param otherRouting whether the comparison found the id under another routing at the copy
 * @param look what was seen when it was looked at last; null before
 */
record Doubt(
        String collection,
        byte[] id,
        byte @Nullable [] routing,
        boolean otherRouting,
        @Nullable Look look) {

    RecordKey key() {
        return new RecordKey(collection, text(id), routing == null ? null : text(routing));
    }

    Doubt seen(Look now) {
        return new Doubt(collection, id, routing, otherRouting, now);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
