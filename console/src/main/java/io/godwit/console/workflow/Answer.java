package io.godwit.console.workflow;

/**
 * What became of an order.
 *
 * @param outcome whether it was carried out
 * @param text the result or the reason, in one line
 */
public record Answer(Outcome outcome, String text) {

    /** What can become of an order. */
    public enum Outcome {
        /** Carried out, and it found what the operator hopes for. */
        DONE,
        /** Carried out, and found otherwise: the sides differ, the swing was aborted. */
        NOT_DONE,
        /** Not begun: it can be given again later. */
        REFUSED,
        /** It could not be carried out to its end. */
        FAILED
    }

    static Answer done(String text) {
        return new Answer(Outcome.DONE, text);
    }

    static Answer refused(String text) {
        return new Answer(Outcome.REFUSED, text);
    }

    public static Answer failed(String text) {
        return new Answer(Outcome.FAILED, text);
    }

    public boolean done() {
        return outcome == Outcome.DONE;
    }
}
