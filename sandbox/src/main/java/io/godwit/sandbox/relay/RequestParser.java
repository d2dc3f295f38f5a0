package io.godwit.sandbox.relay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the requests in the bytes of one connection, as they pass; bytes may come in any portions.
 *
 * <p>It follows fixed and chunked bodies, so that nothing inside of a body is taken for a request. It is no judge of
 * what is valid: from bytes it cannot follow it finds no further requests. Not safe for several threads at once.
 */
final class RequestParser {
    /** A request that is still growing. */
    private static final class Open {
        private final String line;
        private final List<String> headers = new ArrayList<>();
        private long bodyBytes;
        private boolean complete;

        private Open(String line) {
            this.line = line;
        }

        private RelayedRequest seen() {
            return new RelayedRequest(line, headers, bodyBytes, complete);
        }
    }

    private enum Expecting {
        REQUEST_LINE,
        HEADER,
        FIXED_BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        NOTHING_MORE
    }

    private final List<Open> requests = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Expecting expecting = Expecting.REQUEST_LINE;
    private long left;

    /** The next bytes of the connection. */
    void pass(byte[] bytes, int length) {
        int at = 0;
        while (at < length) {
            switch (expecting) {
                case FIXED_BODY, CHUNK -> at += body(length - at);
                case REQUEST_LINE, HEADER, CHUNK_SIZE, CHUNK_END, TRAILER -> lineByte(bytes[at++]);
                case NOTHING_MORE -> at = length;
            }
        }
    }

    /** All requests so far, in order; the last one may be incomplete. */
    List<RelayedRequest> requests() {
        return requests.stream().map(Open::seen).toList();
    }

    /** Drops the requests that are complete. */
    void forget() {
        requests.removeIf(request -> request.complete);
    }

    /** Takes out the requests that are complete. */
    List<RelayedRequest> takeComplete() {
        List<RelayedRequest> complete = requests.stream()
                .filter(request -> request.complete)
                .map(Open::seen)
                .toList();
        forget();
        return complete;
    }

    /** Whether the next byte begins a request. */
    boolean isBetweenRequests() {
        return expecting == Expecting.REQUEST_LINE && line.size() == 0;
    }

    private int body(int available) {
        int taken = (int) Math.min(left, available);
        requests.getLast().bodyBytes += taken;
        left -= taken;
        if (left == 0) {
            if (expecting == Expecting.CHUNK) {
                expecting = Expecting.CHUNK_END;
            } else {
                finish();
            }
        }
        return taken;
    }

    private void lineByte(byte next) {
        if (next != '\n') {
            line.write(next);
            return;
        }
        String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        line.reset();
        endOfLine(text);
    }

    private void endOfLine(String text) {
        switch (expecting) {
            case REQUEST_LINE -> requestLine(text);
            case HEADER -> header(text);
            case CHUNK_SIZE -> chunkSize(text);
            case CHUNK_END -> expecting = Expecting.CHUNK_SIZE;
            case TRAILER -> {
                if (text.isEmpty()) {
                    finish();
                }
            }
            case FIXED_BODY, CHUNK, NOTHING_MORE -> throw new IllegalStateException("no line expected: " + expecting);
        }
    }

    private void requestLine(String text) {
        if (!text.isEmpty()) {
            requests.add(new Open(text));
            expecting = Expecting.HEADER;
        }
    }

    private void header(String text) {
        if (!text.isEmpty()) {
            requests.getLast().headers.add(text);
            return;
        }
        RelayedRequest head = requests.getLast().seen();
        if (head.header("transfer-encoding").isPresent()) {
            expecting = Expecting.CHUNK_SIZE;
            return;
        }
        left = number(head.header("content-length").orElse("0"), 10);
        if (left == 0) {
            finish();
        } else if (expecting != Expecting.NOTHING_MORE) {
            expecting = Expecting.FIXED_BODY;
        }
    }

    private void chunkSize(String text) {
        left = number(text.split(";", 2)[0].strip(), 16);
        if (expecting != Expecting.NOTHING_MORE) {
            expecting = left == 0 ? Expecting.TRAILER : Expecting.CHUNK;
        }
    }

    private void finish() {
        if (expecting != Expecting.NOTHING_MORE) {
            requests.getLast().complete = true;
            expecting = Expecting.REQUEST_LINE;
        }
    }

    private long number(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            expecting = Expecting.NOTHING_MORE;
            return 0;
        }
    }
}
