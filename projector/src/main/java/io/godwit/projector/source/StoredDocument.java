package io.godwit.projector.source;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A document as a cluster answered it.
 *
 * @param id document id
 * @param routing custom routing; null when the id routes
 * @param seqNo {@code _seq_no}; -1 when the answer does not tell
 * @param primaryTerm {@code _primary_term}; -1 when the answer does not tell
 * @param found false when a get found nothing
 * @param source the bytes of {@code _source}, a copy; null when the answer has none
 * @param error type of the error for this document; empty without one
 */
public record StoredDocument(
        String id,
        @Nullable String routing,
        long seqNo,
        long primaryTerm,
        boolean found,
        @Nullable ByteBuffer source,
        String error) {}
