package io.godwit.capture.http;

/**
 * Where one client connection is.
 *
 * <pre>
 *   IDLE --head--> BUSY --answer and request whole--> IDLE
 *                   |'--answer whole, request not---> DISCARDING --request whole--> IDLE
 *                   '--held--> PARKED --released--> BUSY
 *   any --malformed, or last answer written--> CLOSING (our half is shut, the rest is read away) --> GONE
 * </pre>
 */
enum SessionState {
    IDLE,
    BUSY,
    PARKED,
    DISCARDING,
    CLOSING,
    GONE
}
