package io.godwit.chaos.check;

/**
 * What became of one invariant.
 *
 * @param invariant its name: {@code I1}
 * @param says what it says, in a few words
 * @param held whether it held
 * @param evidence the figures it was judged by
 */
public record Finding(String invariant, String says, boolean held, String evidence) {
    @Override
    public String toString() {
        return (held ? "PASS  " : "FAIL  ") + invariant + "  " + says + ": " + evidence;
    }
}
