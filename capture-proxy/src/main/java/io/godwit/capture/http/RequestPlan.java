package io.godwit.capture.http;

import io.godwit.capture.request.TypelessPaths;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * A client's request as a side shall get it.
 *
 * @param side who executes it
 * @param method as the client sent it
 * @param uri path and query in the side's own dialect, without the side's prefix: what is recorded
 * @param head what goes on the wire
 */
record RequestPlan(Upstream side, String method, String uri, HttpRequest head) {

    /** Pure: the given request is not touched. It must have passed {@link RequestRules}. */
    static RequestPlan of(HttpRequest request, Upstream side, boolean rewriteTypedPaths) {
        String method = request.method().name();
        String uri =
                side.typeless() && rewriteTypedPaths ? TypelessPaths.rewrite(method, request.uri()) : request.uri();
        HttpHeaders headers = Headers.endToEnd(request.headers());
        headers.set(HttpHeaderNames.HOST, side.authority());
        if (HttpUtil.isTransferEncodingChunked(request)) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        return new RequestPlan(
                side,
                method,
                uri,
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), side.prefix() + uri, headers));
    }

    String line() {
        return method + " " + uri;
    }

    /** Whether the answer with this head tells where it ends. */
    boolean delimits(HttpResponse answer) {
        int status = answer.status().code();
        return status == 204
                || status == 304
                || method.equals("HEAD")
                || HttpUtil.isTransferEncodingChunked(answer)
                || answer.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    }
}
