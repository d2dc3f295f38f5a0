package io.godwit.capture.http;

import java.time.Duration;

/**
 * How long the proxy waits.
 *
 * @param head for the rest of a request's head, once it has begun
 * @param body for the next bytes of a request's body
 * @param whole for all of a request's body, however steadily it trickles in
 * @param keepAlive for the next request on an idle client connection
 * @param idleUpstream how long an idle connection to a side is kept
 * @param connect for a connection to a side
 * @param answer for the next bytes of an answer; some administrative requests take long
 */
public record HttpTimeouts(
        Duration head,
        Duration body,
        Duration whole,
        Duration keepAlive,
        Duration idleUpstream,
        Duration connect,
        Duration answer) {
    public static final HttpTimeouts DEFAULT = new HttpTimeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofHours(1));

    public HttpTimeouts {
        require("head", head);
        require("body", body);
        require("whole", whole);
        require("keep-alive", keepAlive);
        require("idle upstream", idleUpstream);
        require("connect", connect);
        require("answer", answer);
    }

    private static void require(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "capture proxy: " + name + " time-out is " + value + "; must be at least 1 ms");
        }
    }
}
