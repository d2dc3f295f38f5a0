package io.godwit.capture.http;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Netty's encoder, told what only the connection knows: the answer to a HEAD has a length and no body. */
final class AnswerEncoder extends HttpResponseEncoder {
    private boolean toHead;

    void toHead(boolean yes) {
        toHead = yes;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse answer) {
        return super.isContentAlwaysEmpty(answer) || toHead;
    }
}
