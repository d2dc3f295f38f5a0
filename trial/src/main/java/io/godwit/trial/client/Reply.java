package io.godwit.trial.client;

import io.godwit.search.SearchAnswer;

/** What became of one request. */
sealed interface Reply {

    /** The cluster answered; whether it did what it was asked for the status says. */
    record Answered(SearchAnswer answer) implements Reply {}

    /** It is certain that it was not executed: nobody took the connection, or the proxy says so. */
    record NotExecuted(String why) implements Reply {}

    /** Nobody knows. */
    record NoAnswer(String why) implements Reply {}
}
