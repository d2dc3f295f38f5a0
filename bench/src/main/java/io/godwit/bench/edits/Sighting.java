package io.godwit.bench.edits;

/**
 * What became of one edit.
 *
 * @param acknowledged when the client had its answer, in {@link System#nanoTime()}
 * @param partial whether it was a partial update, not a whole document
 * @param clientMillis from when it was due until the client had its answer: what was late to begin with counts
 * @param visibleMillis from the answer until a get at the target saw it; infinite if none did
 */
public record Sighting(long acknowledged, boolean partial, double clientMillis, double visibleMillis) {

    static Sighting of(Edit edit, long seen) {
        return new Sighting(
                edit.acknowledged(), edit.partial(), clientMillis(edit), (seen - edit.acknowledged()) / 1e6);
    }

    static Sighting never(Edit edit) {
        return new Sighting(edit.acknowledged(), edit.partial(), clientMillis(edit), Double.POSITIVE_INFINITY);
    }

    private static double clientMillis(Edit edit) {
        return (edit.acknowledged() - edit.due()) / 1e6;
    }
}
