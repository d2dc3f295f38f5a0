package io.godwit.app.explain;

import io.godwit.schemas.Revision;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A record as one cluster holds it now. */
sealed interface Copy {

    /** Nobody knows. */
    record NotAsked(String why) implements Copy {
        public NotAsked {
            why = Words.withoutUser(why);
        }
    }

    /** There is none. */
    record Absent() implements Copy {}

    /** There is one. */
    record Present(long version, long primaryTerm, long seqNo, Optional<String> routing, JsonNode source)
            implements Copy {

        /** Of the side that clients write to: what its next change will have been made of. */
        Optional<Revision> own(int epoch) {
            boolean fits = primaryTerm >= 0
                    && primaryTerm <= Revision.MAX_PRIMARY_TERM
                    && seqNo >= 0
                    && seqNo <= Revision.MAX_SEQ_NO;
            return fits ? Optional.of(Revision.of(epoch, primaryTerm, seqNo)) : Optional.empty();
        }

        /** Of the side that follows: what it was written with. */
        Revision written() {
            return new Revision(Math.max(0, version));
        }
    }
}
