package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import java.util.Map;

/**
 * A document at rest.
 *
 * @param source its {@code _source}
 */
record Found(RecordKey record, Map<String, Object> source, Mark mark) {

    /** Where the cluster put its last write. */
    record Mark(long primaryTerm, long seqNo, long version) {
        @Override
        public String toString() {
            return "_version " + version + ", _seq_no " + seqNo + ", _primary_term " + primaryTerm;
        }
    }

    Held held() {
        return Held.of(this);
    }
}
