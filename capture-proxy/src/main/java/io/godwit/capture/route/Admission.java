package io.godwit.capture.route;

/** What the gate says to a mutation. */
public sealed interface Admission {

    /** It goes on now, recorded or not as the ticket says. */
    record Admitted(Ticket ticket) implements Admission {}

    /** It waits: the gate will call {@link Waiting#resume} once, and it asks again then. */
    record Parked() implements Admission {}

    /** It may not go on, and nobody knows when one may; its client may send it again. */
    record Refused() implements Admission {}

    /** Called from any thread when a parked mutation may ask again. Must not block. */
    @FunctionalInterface
    interface Waiting {
        void resume();
    }
}
