package io.godwit.trial.history;

/** What a client knows about how an operation went. Times are those of {@link History#now}. */
public sealed interface Completion {

    /** No answer yet. */
    record Pending() implements Completion {}

    /**
     * It was executed.
     *
     * @param at when the answer was there
     * @param status HTTP status of the answer or of its item
     * @param seqNo where the server put it among all operations on the record; -1 if the answer does not say
     * @param version of the record afterwards; -1 if the answer does not say
     */
    record Done(long at, int status, long primaryTerm, long seqNo, long version) implements Completion {
        /** Whether the server told where it stands among the others. */
        public boolean placed() {
            return seqNo >= 0;
        }
    }

    /** The server says that it changed nothing: the record was not there, or there already. */
    record WithoutEffect(long at, int status) implements Completion {}

    /** It is certain that it was not and will not be executed. */
    record NotExecuted(long at, String why) implements Completion {}

    /**
     * It was executed after it was sent, also some time after its client gave it up, or was not.
     *
     * @param at when its client gave it up
     */
    record Unknown(long at, String why) implements Completion {}
}
