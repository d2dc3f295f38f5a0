package io.godwit.capture.http;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

/** What an exchange needs of its client's connection. Used on the event loop; all calls are safe when the client is gone. */
interface ClientSide {
    EventLoop loop();

    /** The exchange may want the next piece now. */
    void readOn();

    /** Whether the client takes more of the answer; true when it is gone. */
    boolean writable();

    /** An informational answer before the real one. */
    void interim(HttpResponse head);

    /**
     * The answer begins.
     *
     * @param close nothing more can be asked on this connection after it
     */
    void answerHead(HttpResponse head, boolean close);

    /** Takes the piece over. */
    void answerPiece(HttpContent piece);

    /** Takes the piece over. The exchange is at its end. */
    void answerEnd(LastHttpContent last);

    /** There is no answer, or no more of it. The exchange is at its end. */
    void failed(Refusal refusal);
}
