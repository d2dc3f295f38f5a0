package io.godwit.capture.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Why a request goes no further.
 *
 * @param status what the client is answered
 * @param reason for the client's log; never anything of the request but its framing
 */
record Refusal(HttpResponseStatus status, String reason) {

    /** The write was not recorded and is not executed; the client may send it again. */
    static Refusal notRecorded() {
        return new Refusal(
                HttpResponseStatus.SERVICE_UNAVAILABLE, "the write could not be recorded and was not executed");
    }

    /** The client was still sending the write when writes were to be held; it may send it again. */
    static Refusal held() {
        return new Refusal(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "writes are held for a moment; this one was not whole and was not executed");
    }

    /** Where writes go is being decided, and that has taken longer than they may wait; it may be sent again. */
    static Refusal sealed() {
        return new Refusal(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "writes are held until it is decided where they go; this one was not executed");
    }

    /** The side gave no answer. */
    static Refusal badGateway(String reason) {
        return new Refusal(HttpResponseStatus.BAD_GATEWAY, reason);
    }

    /** The client began a request and did not go on. */
    static Refusal tooSlow() {
        return new Refusal(HttpResponseStatus.REQUEST_TIMEOUT, "the request did not arrive in time");
    }

    boolean retriable() {
        return status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE);
    }
}
