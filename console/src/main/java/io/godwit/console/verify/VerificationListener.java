package io.godwit.console.verify;

/** Is told while a verification runs. Calls may come from several threads, never two at once. */
public interface VerificationListener {

    /** Wants to know nothing. */
    VerificationListener NONE = new VerificationListener() {};

    /** Every second. */
    default void progress(VerificationProgress progress) {}

    /** At once for each record that differs for certain, so that the caller can have it projected again. */
    default void differs(Difference difference) {}
}
