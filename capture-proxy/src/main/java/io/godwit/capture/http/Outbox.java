package io.godwit.capture.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;

/** What of one request is still to be written, and what of it may be written again. Used on one event loop. */
final class Outbox {
    private final HttpRequest head;
    private final Replay replay;
    private final Deque<HttpContent> pieces = new ArrayDeque<>();
    private boolean begun;

    Outbox(HttpRequest head, Replay replay) {
        this.head = head;
        this.replay = replay;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Whether the head has been written to the present connection. */
    boolean begun() {
        return begun;
    }

    /** Takes the piece over. */
    void add(HttpContent piece) {
        pieces.add(piece);
    }

    /** Whether there is a piece that may be written: any but the last one, and that too when {@code lastToo}. */
    boolean mayWrite(boolean lastToo) {
        return !pieces.isEmpty() && (lastToo || !(pieces.element() instanceof LastHttpContent));
    }

    /** The next piece, to be written by the caller, after the head, which is written here. */
    HttpContent next(UpstreamConnection to) {
        if (!begun) {
            begun = true;
            to.write(head);
        }
        HttpContent piece = pieces.remove();
        replay.keep(piece);
        return piece;
    }

    /** Whether all that has been written could be written once more. */
    boolean repeatable() {
        return replay.possible();
    }

    /** Everything is to be written again, to another connection. */
    void beginAgain() {
        begun = false;
        replay.take().reversed().forEach(pieces::addFirst);
    }

    /** What has been written will not be needed again. */
    void forgetWritten() {
        replay.forget();
    }

    void clear() {
        replay.forget();
        pieces.forEach(HttpContent::release);
        pieces.clear();
    }
}
