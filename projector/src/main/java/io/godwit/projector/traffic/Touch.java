package io.godwit.projector.traffic;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import java.util.Optional;

/**
 * What one exchange had to do with a record.
 *
 * @param record which; empty when the exchange names none
 * @param expression what it names then: index, alias or pattern; empty means all
 * @param revision what the answer tells; empty when it tells none
 * @param detail more, in words; may be empty
 * @param body the beginning of the document that was sent; empty when there was none
 */
public record Touch(
        Kind kind,
        Optional<RecordKey> record,
        String expression,
        Optional<Revision> revision,
        String detail,
        Optional<String> body) {

    /** What it did. */
    public enum Kind {
        /** It holds this document since. */
        WROTE("wrote"),
        /** It is gone since. */
        REMOVED("removed"),
        /** It was changed in a way that the request does not tell: a partial update, a script, a pipeline. */
        CHANGED("changed"),
        /** The request names it, and nobody knows whether it was executed. */
        UNKNOWN("nobody knows whether it was done"),
        /** The request names no records, or none that is known: it may have touched it. */
        MAY("may have touched it"),
        /** The definition of its collection may have changed. */
        DEFINED("may have changed its collection's definition"),
        /** The request names it and was refused. */
        REFUSED("refused, changed nothing"),
        /** The request names it, was executed and changed nothing. */
        UNCHANGED("changed nothing");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** In words that follow the request. */
        public String text() {
            return text;
        }

        /** Whether the record is another one since. */
        public boolean wrote() {
            return this == WROTE || this == REMOVED || this == CHANGED;
        }
    }
}
