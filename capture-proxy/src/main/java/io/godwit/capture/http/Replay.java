package io.godwit.capture.http;

import io.netty.handler.codec.http.HttpContent;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of a read that went out on a pooled connection, to be sent again should that turn out stale. A body beyond a
 * small size is not kept. Used on one event loop.
 */
final class Replay {
    private static final int MAX_BYTES = 64 << 10;

    private final List<HttpContent> pieces = new ArrayList<>();
    private boolean possible;
    private int bytes;

    /** A mutation is never sent twice. */
    Replay(boolean read) {
        this.possible = read;
    }

    boolean possible() {
        return possible;
    }

    void keep(HttpContent piece) {
        bytes += piece.content().readableBytes();
        if (bytes > MAX_BYTES) {
            forget();
        } else if (possible) {
            pieces.add(piece.retainedDuplicate());
        }
    }

    /** The kept pieces; the caller releases them. Only once. */
    List<HttpContent> take() {
        List<HttpContent> taken = List.copyOf(pieces);
        pieces.clear();
        possible = false;
        return taken;
    }

    void forget() {
        take().forEach(HttpContent::release);
    }
}
