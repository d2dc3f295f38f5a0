package io.godwit.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Netty's decoder, which silently unfolds folded header lines, drops {@code Content-Length} from trailers and prefers one
 * of two framings. Here each of these is a failed {@link DecoderResult}, as everything else is that a second server could
 * read in another way. Who handles the objects must look at the result of every one of them.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private boolean inHead = true;
    private boolean headBegun;
    private boolean lineBegins;
    private boolean afterRequestLine;
    private boolean blankLine = true;
    private @Nullable String fault;
    private boolean chunked;

    StrictRequestDecoder(int maxHeadBytes) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(maxHeadBytes)
                .setMaxHeaderSize(maxHeadBytes)
                .setMaxChunkSize(64 << 10)
                .setStrictLineParsing(true)
                .setAllowDuplicateContentLengths(false));
    }

    /** Whether some, but not all, of a request's head has been read. */
    boolean inMiddleOfHead() {
        return headBegun;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int from = in.readerIndex();
        int first = out.size();
        headBegun |= inHead && in.isReadable();
        super.decode(ctx, in, out);
        if (inHead) {
            // one call never reads both head and body, so these bytes are the head's
            lookAtHead(in, from, in.readerIndex());
        }
        for (int i = first; i < out.size(); i++) {
            inspect((HttpObject) out.get(i));
        }
    }

    @SuppressWarnings("ReferenceEquality") // it is the identity that tells
    private void inspect(HttpObject object) {
        if (object instanceof HttpMessage message) {
            chunked = message.headers().contains("transfer-encoding");
            inHead = false;
            headBegun = false;
            if (fault != null) {
                fail(object, fault);
            }
        }
        if (object instanceof LastHttpContent last) {
            // the decoder uses this one object exactly when no trailer line was there, before it drops forbidden ones
            if (chunked && last != LastHttpContent.EMPTY_LAST_CONTENT) {
                fail(object, "trailers are not accepted");
            }
            inHead = true;
            fault = null;
            lineBegins = false;
            afterRequestLine = false;
            blankLine = true;
        }
    }

    /** Netty unfolds header lines, and takes any white space in the request line for a blank. */
    private void lookAtHead(ByteBuf in, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = in.getByte(i);
            if (lineBegins && (b == ' ' || b == '\t')) {
                fault = "header line is folded";
            }
            lineBegins = b == '\n';
            if (!afterRequestLine) {
                lookAtRequestLine(b);
            }
        }
    }

    private void lookAtRequestLine(byte b) {
        if (b == '\n') {
            afterRequestLine = !blankLine;
        } else if (b != '\r') {
            blankLine = false;
            if (b >= 0 && b < ' ') {
                fault = "control character in the request line";
            }
        }
    }

    private static void fail(HttpObject object, String reason) {
        if (object.decoderResult().isSuccess()) {
            object.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(reason)));
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
}
