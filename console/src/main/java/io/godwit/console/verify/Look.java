package io.godwit.console.verify;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which write of one record each side held at one moment.
 *
 * @param truth null when it was not there
 * @param copy null when it was not there
 */
record Look(@Nullable Write truth, @Nullable Write copy) {

    /** Tells two writes of one record at one side apart. */
    record Write(long version, long primaryTerm, long seqNo) {}

    static Look at(@Nullable Entry truth, @Nullable Entry copy) {
        return new Look(truth == null ? null : truth.write(), copy == null ? null : copy.write());
    }

    /**
     * Whether nothing moved since {@code before} that could explain a difference. If the copy caught up between the two
     * looks it must hold what the truth held at the first one; and a record that the truth does not have has no revision
     * to tell it by, so the copy must not have moved either.
     */
    boolean sameAs(Look before) {
        return Objects.equals(truth, before.truth) && (truth != null || Objects.equals(copy, before.copy));
    }
}
