package io.godwit.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.CompletableFuture;

/** What is kept of an exchange while it passes. Used on its event loop; the futures complete on any thread. */
sealed interface ExchangeRecord permits NoRecord, PassedRecord, CapturedRecord {

    /** Bytes of the request's body; not kept after the call. */
    void requestPiece(ByteBuf piece);

    void requestEnd();

    /** Complete when the side may get the whole request, failed when it must not. */
    CompletableFuture<Void> maySend();

    /** The last piece of the request goes to the side now. */
    void sent();

    /** The side's connection has been given the last piece. */
    default void written() {}

    /** The final answer's head. */
    void answer(int status, HttpHeaders headers);

    /** Bytes of the answer's body; not kept after the call. */
    void answerPiece(ByteBuf piece);

    /** The answer is whole; the client may have its last piece when the future is complete, also if it has failed. */
    CompletableFuture<Void> answerEnd();

    /** It is not known whether the side executes the request. */
    void unknown(String reason);

    /**
     * The side agreed before it had the whole request, so it may have executed what it had; the client may have the last
     * piece of the answer when the future is complete, also if it has failed.
     */
    CompletableFuture<Void> acceptedEarly(String reason);

    /** The side certainly never got the whole request. */
    void notSent(String reason);

    /** Whether more may be read, of the request or of the answer. */
    boolean hasRoom();

    /** Calls back once, from any thread, when {@link #hasRoom} is true. */
    void whenRoom(Runnable callback);
}
