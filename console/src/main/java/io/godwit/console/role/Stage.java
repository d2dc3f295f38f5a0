package io.godwit.console.role;

/**
 * One stage of a flow and what waits before it.
 *
 * @param name traffic, candidates, rescans, edits, backfill, ...
 * @param waiting records not finished yet, from committed positions; 0 means everything that entered has left
 * @param inRounds whether it works in rounds of seconds rather than on each record as it comes
 */
public record Stage(String name, long waiting, boolean inRounds) {
    /** One that works on each record as it comes. */
    public Stage(String name, long waiting) {
        this(name, waiting, false);
    }

    public static Stage inRounds(String name, long waiting) {
        return new Stage(name, waiting, true);
    }
}
