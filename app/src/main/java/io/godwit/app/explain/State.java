package io.godwit.app.explain;

/** What became of a record of a topic that somebody works off. */
enum State {
    /** Its reader has not finished it. */
    WAITING,
    /** Its reader has finished it. */
    DONE,
    /** Its reader gave it up: it is among the dead letters. */
    GIVEN_UP
}
