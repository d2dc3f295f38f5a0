package io.godwit.sandbox.relay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A request that is read to its end and answered here, so that the server never sees it. */
final class RefusedRequest {
    private static final byte[] REASON =
            "{\"error\":{\"type\":\"refused\",\"reason\":\"not passed on\"}}".getBytes(StandardCharsets.UTF_8);

    private final RequestParser parser = new RequestParser();
    private final int status;

    RefusedRequest(int status) {
        this.status = status;
    }

    /** Whether it is complete with these bytes of it. */
    boolean isWholeWith(byte[] bytes) {
        parser.pass(bytes, bytes.length);
        return parser.isBetweenRequests();
    }

    /** The whole answer. */
    byte[] answer() {
        boolean bodiless = parser.requests().getFirst().method().equals("HEAD");
        byte[] head = ("HTTP/1.1 " + status + " Refused\r\nretry-after: 1\r\ncontent-type: application/json\r\n"
                        + "content-length: " + REASON.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream answer = new ByteArrayOutputStream(head.length + REASON.length);
        answer.writeBytes(head);
        if (!bodiless) {
            answer.writeBytes(REASON);
        }
        return answer.toByteArray();
    }
}
