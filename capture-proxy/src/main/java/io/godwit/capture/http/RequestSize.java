package io.godwit.capture.http;

import io.netty.handler.codec.http.HttpContent;
import java.util.Optional;

/** How much of a request's body has come, since when, and whether that is too much. Used on one event loop. */
final class RequestSize {
    /** What is read and thrown away of a refused request before the connection is closed instead. */
    private static final long MAX_DISCARD = 16L << 20;

    private final long max;
    private long bytes;
    private long began;

    RequestSize(long max) {
        this.max = max;
    }

    long max() {
        return max;
    }

    /** @param now of the event loop's clock */
    void begin(long now) {
        bytes = 0;
        began = now;
    }

    long began() {
        return began;
    }

    /** Counts the piece; why the request cannot go on with it, if it cannot. */
    Optional<Refusal> refusal(HttpContent piece) {
        bytes += piece.content().readableBytes();
        if (!piece.decoderResult().isSuccess()) {
            return Optional.of(RequestRules.malformed(piece.decoderResult()));
        }
        return bytes > max ? Optional.of(RequestRules.tooLarge(max)) : Optional.empty();
    }

    /** Counts the piece of a refused request; whether more of it may be read. */
    boolean discardable(HttpContent piece) {
        bytes += piece.content().readableBytes();
        return piece.decoderResult().isSuccess() && bytes <= MAX_DISCARD;
    }
}
