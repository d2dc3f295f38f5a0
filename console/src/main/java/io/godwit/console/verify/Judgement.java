package io.godwit.console.verify;

import io.godwit.console.verify.Difference.Kind;
import io.godwit.schemas.Revision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how a record of the copy differs from the truth's of the same id and routing.
 *
 * @param expectation what is asked beside the body
 */
record Judgement(Expectation expectation) {

    /** Null for a record that a side does not have; empty when there is no difference. */
    Optional<Kind> of(@Nullable Entry truth, @Nullable Entry copy) {
        if (truth == null) {
            return copy == null ? Optional.empty() : Optional.of(Kind.EXTRA);
        }
        if (copy == null) {
            return Optional.of(Kind.MISSING);
        }
        return truth.sameBody(copy) ? ofVersions(truth, copy) : Optional.of(Kind.DIFFERENT);
    }

    /** The version that the copy must have, where that is known. */
    Optional<Revision> expected(Entry truth) {
        return switch (expectation) {
            case Expectation.Bodies() -> Optional.empty();
            case Expectation.Revisions(int epoch) ->
                Optional.of(Revision.of(epoch, truth.primaryTerm(), truth.seqNo()));
        };
    }

    private Optional<Kind> ofVersions(Entry truth, Entry copy) {
        return expected(truth)
                .map(revision -> Long.compare(copy.version(), revision.value()))
                .flatMap(order -> {
                    if (order == 0) {
                        return Optional.empty();
                    }
                    return Optional.of(order < 0 ? Kind.STALE : Kind.AHEAD);
                });
    }
}
