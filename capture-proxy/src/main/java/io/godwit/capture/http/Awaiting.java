package io.godwit.capture.http;

/** What a client should send next. */
enum Awaiting {
    HEAD,
    BODY,
    /** The body goes on, but cannot be passed on now. */
    ROOM,
    NOTHING,
    CLOSE
}
