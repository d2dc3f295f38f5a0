package io.godwit.chaos.fault;

/** What a relay does to the connections of a line. */
public enum Trouble {
    /** Every byte comes 100 ms later. */
    DELAY,
    /** Nothing passes, and nothing ends. */
    STALL,
    /** Everything is reset, and new connections are refused. */
    CUT,
    /** Requests are passed on, and connections reset instead of the answer. */
    RESET_AFTER_REQUEST,
    /** Some kilobytes a second. */
    TRICKLE,
    /** A third of all requests is answered 429 and not passed on. */
    TOO_MANY_REQUESTS,
    /** A third of all requests is answered 503 and not passed on. */
    UNAVAILABLE
}
