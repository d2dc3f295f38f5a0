package io.godwit.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder together with the rules, as the proxy uses them. */
class StrictRequestDecoderTest {
    private static final String HOST = "Host: a\r\n";

    @ParameterizedTest
    @MethodSource("io.godwit.capture.http.Framings#refused")
    void shouldNeverYieldAWholeRequestOfAmbiguousFraming(String framing) {
        assertThat(wholeRequests(framing, framing.length())).isEmpty();
        assertThat(wholeRequests(framing, 1)).isEmpty();
        assertThat(wholeRequests(framing, 7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n" + HOST + "\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n{}",
                "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n",
                "PUT /i/_doc/1 HTTP/1.1\r\nhost: [::1]:9200\r\ncontent-length: 2\r\n\r\n{}",
                "PUT /i/_doc/a%2Fb?routing=%20x HTTP/1.1\r\n" + HOST
                        + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST
                        + "Transfer-Encoding: Chunked\r\n\r\n1;x=y\r\n{\r\n01\r\n}\r\n0\r\n\r\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + "X: a\tb \r\nX:\r\n\r\n"
            })
    void shouldYieldPlainRequests(String request) {
        assertThat(wholeRequests(request, request.length())).hasSize(1);
        assertThat(wholeRequests(request, 1)).hasSize(1);
        assertThat(wholeRequests(request + request + request, 5)).hasSize(3);
    }

    /** It is executed chunk by chunk, so keeping the last piece back does not keep it from being executed. */
    @ParameterizedTest
    @ValueSource(strings = {"/_bulk/stream", "/i/_bulk/stream?refresh", "/i/_bulk/stream/", "//_bulk//stream"})
    void shouldRefuseAStreamOfBulks(String uri) {
        String request = "POST " + uri + " HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n{}";
        assertThat(wholeRequests(request, request.length())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_bulk", "/i/_doc/stream", "/stream/_bulk", "/i/_bulk?q=/_bulk/stream", "/_bulk/streams"})
    void shouldTakeWhatOnlyLooksLikeAStreamOfBulks(String uri) {
        String request = "POST " + uri + " HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n{}";
        assertThat(wholeRequests(request, request.length())).hasSize(1);
    }

    @Test
    void shouldNotTakeACutBodyForAWholeOne() {
        assertThat(wholeRequests("PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\n{}", 50))
                .isEmpty();
        assertThat(wholeRequests("PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\n", 50))
                .isEmpty();
        assertThat(wholeRequests(
                        "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", 50))
                .isEmpty();
        assertThat(wholeRequests(
                        "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", 50))
                .isEmpty();
        assertThat(wholeRequests("DELETE /i HTTP/1.1\r\n" + HOST, 50)).isEmpty();
    }

    @Test
    void shouldRefuseWhatFollowsAFoldedHeadLater() {
        String good = "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n{}";
        String folded = "DELETE /i HTTP/1.1\r\n" + HOST + "X: a\r\n b\r\n\r\n";

        assertThat(wholeRequests(good + folded + good, 3)).hasSize(1);
    }

    @Test
    void shouldSayWhatIsTooLong() {
        assertThat(refusal("GET /" + "a".repeat(2_000) + " HTTP/1.1\r\n" + HOST + "\r\n", 1_000))
                .isEqualTo(HttpResponseStatus.REQUEST_URI_TOO_LONG);
        assertThat(refusal("GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(2_000) + "\r\n\r\n", 1_000))
                .isEqualTo(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
        assertThat(refusal("PUT / HTTP/1.1\r\n" + HOST + "Content-Length: 1001\r\n\r\n", 1_000))
                .isEqualTo(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        assertThat(refusal("PUT / HTTP/1.1\r\n" + HOST + "Expect: a-miracle\r\n\r\n", 1_000))
                .isEqualTo(HttpResponseStatus.EXPECTATION_FAILED);
    }

    @Test
    void shouldKnowWhenAHeadHasBegun() {
        StrictRequestDecoder decoder = new StrictRequestDecoder(65_536);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        assertThat(decoder.inMiddleOfHead()).isFalse();
        channel.writeInbound(Unpooled.wrappedBuffer(Framings.bytes("GE")));
        assertThat(decoder.inMiddleOfHead()).isTrue();
        channel.writeInbound(Unpooled.wrappedBuffer(Framings.bytes("T / HTTP/1.1\r\n" + HOST)));
        assertThat(decoder.inMiddleOfHead()).isTrue();
        channel.writeInbound(Unpooled.wrappedBuffer(Framings.bytes("\r\n")));
        assertThat(decoder.inMiddleOfHead()).isFalse();
        channel.finishAndReleaseAll();
    }

    private static HttpResponseStatus refusal(String framing, int limit) {
        return decode(framing, framing.length(), limit).stream()
                .filter(HttpRequest.class::isInstance)
                .map(HttpRequest.class::cast)
                .findFirst()
                .flatMap(request -> RequestRules.refusal(request, limit))
                .map(Refusal::status)
                .orElseThrow();
    }

    /** The requests that would have reached a side whole: everything after the first refusal is not looked at. */
    private static List<HttpRequest> wholeRequests(String framing, int step) {
        List<HttpRequest> whole = new ArrayList<>();
        Optional<HttpRequest> open = Optional.empty();
        for (HttpObject object : decode(framing, step, 65_536)) {
            if (!object.decoderResult().isSuccess()) {
                return whole;
            }
            if (object instanceof HttpRequest request) {
                if (RequestRules.refusal(request, 1 << 20).isPresent()) {
                    return whole;
                }
                open = Optional.of(request);
            } else if (object instanceof LastHttpContent) {
                open.ifPresent(whole::add);
                open = Optional.empty();
            }
        }
        return whole;
    }

    private static List<HttpObject> decode(String framing, int step, int maxHead) {
        EmbeddedChannel channel = new EmbeddedChannel(new StrictRequestDecoder(maxHead));
        byte[] bytes = Framings.bytes(framing);
        for (int from = 0; from < bytes.length; from += step) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, from, Math.min(step, bytes.length - from)));
        }
        channel.finish();
        List<HttpObject> objects = new ArrayList<>();
        for (Object object = channel.readInbound(); object != null; object = channel.readInbound()) {
            objects.add((HttpObject) object);
            if (object instanceof HttpContent content) {
                content.release();
            }
        }
        return objects;
    }
}
