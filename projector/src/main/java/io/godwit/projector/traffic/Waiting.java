package io.godwit.projector.traffic;

/** An exchange that is not resolved. Not thread-safe. */
final class Waiting {

    /** How its outcome is waited for. */
    enum Stage {
        /** It may be answered any moment. */
        FRESH,
        /** Its records were read as if its outcome were unknown; the side may still be executing it. */
        LATE,
        /** No proxy waits for it any more; its records were read again just now, and that is not committed yet. */
        LEAVING,
        /** Nothing is expected any more. */
        GIVEN_UP
    }

    final long since;
    /** When its first part was read; 0 when that was in an earlier life of the topology. */
    final long read;

    Stage stage = Stage.FRESH;
    /** Its answer's last part is there. */
    boolean answered;
    /** No answer will come: so said its proxy. */
    boolean ended;
    /** Its request was found whole when that was last looked at: without that, the side cannot execute it. */
    boolean asked;

    /**
     * @param since when its time-outs begin, ms since the epoch
     * @param read see there
     */
    Waiting(long since, long read) {
        this.since = since;
        this.read = read;
    }

    /** Moves on after so many ms; true when its records must be read as of unknown outcome. */
    boolean advance(long waited, TrafficTimes times) {
        Stage before = stage;
        stage = switch (before) {
            case FRESH -> waited > times.outcomeTimeout().toMillis() ? Stage.LATE : Stage.FRESH;
            case LATE -> waited > times.longestAnswer().toMillis() ? Stage.LEAVING : Stage.LATE;
            case LEAVING, GIVEN_UP -> Stage.GIVEN_UP;
        };
        return stage != before && stage != Stage.GIVEN_UP;
    }

    /** Whether it may yet change something that nobody knows. */
    boolean isPending() {
        return switch (stage) {
            case FRESH -> true;
            case LATE, LEAVING -> asked;
            case GIVEN_UP -> false;
        };
    }
}
