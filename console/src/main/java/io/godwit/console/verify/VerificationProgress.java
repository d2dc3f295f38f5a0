package io.godwit.console.verify;

/**
 * How far a verification is.
 *
 * @param expected documents of both sides together, as counted at the start
 * @param read documents of both sides together that were read, those of an earlier attempt included
 * @param compared documents of the truth that were compared
 * @param doubts records that seemed to differ and are looked at again
 * @param round of looking again, from 1; 0 before
 * @param differing records that differ for certain
 */
public record VerificationProgress(
        Phase phase, long expected, long read, long compared, long doubts, int round, long differing) {

    /** What it does. */
    public enum Phase {
        READING,
        COMPARING,
        RECHECKING
    }
}
