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

        /** What it is if clients wrote it at this side in that epoch. */
        Optional<Revision> own(int epoch) {
            boolean fits = primaryTerm >= 0
                    && primaryTerm <= Revision.MAX_PRIMARY_TERM
                    && seqNo >= 0
                    && seqNo <= Revision.MAX_SEQ_NO;
            return fits ? Optional.of(Revision.of(epoch, primaryTerm, seqNo)) : Optional.empty();
        }

        /** What it is if Godwit wrote it; a version that clients made counts writes, and has no primary term in it. */
        Optional<Revision> brought() {
            return Optional.of(new Revision(Math.max(0, version))).filter(revision -> revision.primaryTerm() > 0);
        }
    }
}
