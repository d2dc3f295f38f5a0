package io.godwit.projector.traffic;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Reason;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One thing that an exchange did. */
sealed interface Finding {

    /** The record holds this whole document since this operation. */
    record Put(RecordKey record, long primaryTerm, long seqNo, ByteBuffer body) implements Finding {}

    /** The record is gone since this operation. */
    record Remove(RecordKey record, long primaryTerm, long seqNo) implements Finding {}

    /** The record may have changed; what it holds must be read. */
    record Project(RecordKey record, Reason reason) implements Finding {}

    /**
     * Records that the exchange does not name may have changed.
     *
     * @param expression index, alias or pattern; empty means all
     * @param removals whether some may be gone
     * @param definition whether a definition may have changed
     * @param task id of the task at the source that may still be changing them; the empty string: one whose id is not
     *     known; empty: it is done
     */
    record Rescan(String expression, boolean removals, boolean definition, String reason, Optional<String> task)
            implements Finding {
        static final Optional<String> SOME_TASK = Optional.of("");

        /** Of what is done. */
        Rescan(String expression, boolean removals, String reason) {
            this(expression, removals, true, reason, Optional.empty());
        }
    }

    /** It may have changed something, and what it is is not understood. */
    record Gap(String collection, String reason) implements Finding {}
}
