package io.godwit.capture;

/** What became of an order to seal. */
public sealed interface SealOutcome {

    /** Nothing but a release lets a mutation in from now on, however long that takes. */
    record Sealed() implements SealOutcome {}

    /** Mutations are not held any more, and may have gone where they went before. */
    record NotSealed(String reason) implements SealOutcome {}
}
