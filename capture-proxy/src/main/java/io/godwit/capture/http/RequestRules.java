package io.godwit.capture.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request must be to be passed on: everything that two servers could read in two ways is refused, as is what this
 * proxy does not do (tunnels, absolute addresses). Pure.
 */
final class RequestRules {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%:\\[\\]-]{1,255}");
    /** At the end of the path, with as many slashes as a server may overlook. */
    private static final Pattern BULK_STREAM = Pattern.compile("^[^?]*/+_bulk/+stream/*(\\?|$)");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private RequestRules() {}

    /** Why this request may not be passed on; empty when it may. */
    static Optional<Refusal> refusal(HttpRequest request, long maxBodyBytes) {
        if (!request.decoderResult().isSuccess()) {
            return Optional.of(malformed(request.decoderResult()));
        }
        Optional<String> line = wrongLine(request);
        if (line.isPresent()) {
            return line.map(RequestRules::bad);
        }
        Optional<String> framing = wrongFraming(request);
        return framing.isPresent() ? framing.map(RequestRules::bad) : notOffered(request, maxBodyBytes);
    }

    /** What a failed decoder result means for the client. */
    static Refusal malformed(DecoderResult result) {
        Throwable cause = result.cause();
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
        }
        if (cause instanceof TooLongFrameException) {
            return new Refusal(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
        }
        return bad("the request is malformed");
    }

    private static Optional<String> wrongLine(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of("the protocol must be HTTP/1.1 or HTTP/1.0");
        }
        if (!METHODS.contains(request.method().name())) {
            return Optional.of(
                    "the method must be one of " + METHODS.stream().sorted().toList());
        }
        if (!request.uri().startsWith("/") || request.uri().indexOf('#') >= 0) {
            return Optional.of("the request target must be a path");
        }
        return request.uri().chars().allMatch(c -> c > 0x20 && c < 0x7f)
                ? Optional.empty()
                : Optional.of("the request target must be ASCII; percent-encode the rest");
    }

    private static Optional<String> wrongFraming(HttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            return Optional.of("there must be exactly one Host");
        }
        if (!hosts.isEmpty() && !HOST.matcher(hosts.getFirst()).matches()) {
            return Optional.of("the Host is not valid");
        }
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (lengths.size() + codings.size() > 1) {
            return Optional.of("there must be one Content-Length or one Transfer-Encoding");
        }
        if (!lengths.isEmpty() && !LENGTH.matcher(lengths.getFirst()).matches()) {
            return Optional.of("the Content-Length is not a number");
        }
        return codings.isEmpty() || HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst())
                ? Optional.empty()
                : Optional.of("the Transfer-Encoding must be chunked");
    }

    private static Optional<Refusal> notOffered(HttpRequest request, long maxBodyBytes) {
        String expect = request.headers().get(HttpHeaderNames.EXPECT);
        if (expect != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect)) {
            return Optional.of(
                    new Refusal(HttpResponseStatus.EXPECTATION_FAILED, "no expectation but 100-continue can be met"));
        }
        if (BULK_STREAM.matcher(request.uri()).find()) {
            return Optional.of(bad("_bulk/stream executes a write before it is recorded; send it to _bulk"));
        }
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > maxBodyBytes
                ? Optional.of(tooLarge(maxBodyBytes))
                : Optional.empty();
    }

    static Refusal tooLarge(long maxBodyBytes) {
        return new Refusal(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "the body is larger than " + maxBodyBytes + " bytes");
    }

    private static Refusal bad(String reason) {
        return new Refusal(HttpResponseStatus.BAD_REQUEST, reason);
    }
}
