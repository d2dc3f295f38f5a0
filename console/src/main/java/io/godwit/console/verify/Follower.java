package io.godwit.console.verify;

/** Waits for the copy to follow, by the caller's means. */
record Follower(Rechecks rechecks) {

    /** Returns when everything written to the truth before this call is at the copy, or fails the verification. */
    void await() {
        boolean caughtUp;
        try {
            caughtUp = rechecks.catchUp().await(rechecks.atMost());
        } catch (RuntimeException e) {
            throw new ReadFailedException("cannot tell whether the copy has caught up: " + e.getMessage(), e);
        }
        if (!caughtUp) {
            throw new ReadFailedException("the copy did not catch up within "
                    + rechecks.atMost().toSeconds() + " s, so mismatches could not be looked at again");
        }
    }
}
