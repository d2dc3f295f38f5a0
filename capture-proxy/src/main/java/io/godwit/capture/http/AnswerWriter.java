package io.godwit.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/** Writes answers to one client connection, framed for that client. Used on its event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as an event of its channel
final class AnswerWriter {
    private final Channel channel;
    private final AnswerEncoder encoder;
    private boolean oldClient;
    private boolean toHead;
    private boolean keepAlive;
    private boolean begun;

    AnswerWriter(Channel channel, AnswerEncoder encoder) {
        this.channel = channel;
        this.encoder = encoder;
    }

    /** The next answer is to this request. */
    void answerTo(HttpRequest request) {
        oldClient = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        toHead = request.method().equals(HttpMethod.HEAD);
        keepAlive = HttpUtil.isKeepAlive(request);
        begun = false;
        encoder.toHead(toHead);
    }

    /** Whether the answer's head has been written. */
    boolean begun() {
        return begun;
    }

    /** Whether the client may send another request after this answer. */
    boolean keepAlive() {
        return keepAlive;
    }

    /** This answer is the connection's last, provided its head has not been written. */
    void closeAfter() {
        keepAlive = false;
    }

    void proceed() {
        if (!oldClient) {
            interim(
                    HttpResponseStatus.CONTINUE,
                    new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE).headers());
        }
    }

    /** Passes it on, unless it is a 100, which is the proxy's own business, or another protocol, for which it never asks. */
    void interim(HttpResponse head) {
        boolean known = head.status().equals(HttpResponseStatus.CONTINUE)
                || head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        if (!known && !oldClient) {
            interim(head.status(), Headers.endToEnd(head.headers()));
        }
    }

    private void interim(HttpResponseStatus status, HttpHeaders headers) {
        channel.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, headers));
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    void head(HttpResponse answer) {
        HttpHeaders headers = Headers.endToEnd(answer.headers());
        int status = answer.status().code();
        boolean framed = headers.contains(HttpHeaderNames.CONTENT_LENGTH) || status == 204 || status == 304 || toHead;
        if (!framed && oldClient) {
            keepAlive = false;
        } else if (!framed) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        connection(headers);
        begun = true;
        channel.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, answer.status(), headers));
    }

    void piece(HttpContent piece) {
        channel.writeAndFlush(piece);
    }

    ChannelFuture end(LastHttpContent last) {
        return channel.writeAndFlush(last);
    }

    /** A whole answer of the proxy's own, in the form of the servers behind it. */
    ChannelFuture refusal(Refusal refusal) {
        int status = refusal.status().code();
        String json = "{\"error\":{\"type\":\"godwit_capture_proxy\",\"reason\":\"" + escaped(refusal.reason())
                + "\"},\"status\":" + status + "}";
        ByteBuf body = ByteBufUtil.writeUtf8(channel.alloc(), json);
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal.status(), body);
        HttpHeaders headers = answer.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8");
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        if (refusal.retriable()) {
            headers.setInt(HttpHeaderNames.RETRY_AFTER, 1);
        }
        connection(headers);
        begun = true;
        return channel.writeAndFlush(answer);
    }

    private void connection(HttpHeaders headers) {
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (oldClient) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    private static String escaped(String reason) {
        StringBuilder json = new StringBuilder(reason.length());
        reason.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\');
            }
            json.append(c < ' ' ? ' ' : (char) c);
        });
        return json.toString();
    }
}
