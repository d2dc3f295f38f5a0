package io.godwit.capture.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that two servers might read in two ways. Each is one connection's bytes; none may reach a side, whole or in
 * part, as a request that can be executed.
 */
public final class Framings {
    private static final String HOST = "Host: a\r\n";
    private static final String CHUNKED = "POST /i/_doc HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

    private Framings() {}

    /** In the order head, framing, chunks; the first two kinds are refused by their head alone. */
    public static List<String> refused() {
        List<String> all = new ArrayList<>(heads());
        all.addAll(lengths());
        all.addAll(chunks());
        return all;
    }

    public static byte[] bytes(String framing) {
        return framing.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> heads() {
        return List.of(
                // folded lines
                "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "X-A: b\r\n c: d\r\nContent-Length: 2\r\n\r\n{}",
                "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "X-A: b\r\n\tc\r\nContent-Length: 2\r\n\r\n{}",
                "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "Content-Length:\r\n 2\r\n\r\n{}",
                "PUT /i/_doc/1 HTTP/1.1\r\n " + HOST + "Content-Length: 2\r\n\r\n{}",
                // hosts
                "DELETE /i HTTP/1.1\r\n\r\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + "Host: b\r\n\r\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + HOST + "\r\n",
                "DELETE /i HTTP/1.1\r\nHost:\r\n\r\n",
                "DELETE /i HTTP/1.1\r\nHost: a, b\r\n\r\n",
                "DELETE /i HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "DELETE /i HTTP/1.1\r\nHost: a b\r\n\r\n",
                "DELETE /i HTTP/1.0\r\n" + HOST + "Host: b\r\n\r\n",
                // versions
                "DELETE /i HTTP/9.9\r\n" + HOST + "\r\n",
                "DELETE /i HTTP/2.0\r\n" + HOST + "\r\n",
                "DELETE /i HTTP/1.2\r\n" + HOST + "\r\n",
                "DELETE /i HTTP/1.10\r\n" + HOST + "\r\n",
                "DELETE /i\r\n" + HOST + "\r\n",
                "DELETE /i XTTP/1.1\r\n" + HOST + "\r\n",
                "DELETE /i HTTP/1.1 HTTP/1.1\r\n" + HOST + "\r\n",
                // methods and targets
                "BREW /i HTTP/1.1\r\n" + HOST + "\r\n",
                "delete /i HTTP/1.1\r\n" + HOST + "\r\n",
                "DEL(ETE /i HTTP/1.1\r\n" + HOST + "\r\n",
                "CONNECT a:80 HTTP/1.1\r\n" + HOST + "\r\n",
                "TRACE / HTTP/1.1\r\n" + HOST + "\r\n",
                "DELETE http://b/i HTTP/1.1\r\n" + HOST + "\r\n",
                "DELETE i HTTP/1.1\r\n" + HOST + "\r\n",
                "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n",
                "DELETE /i\t HTTP/1.1\r\n" + HOST + "\r\n",
                "DELETE /i#j HTTP/1.1\r\n" + HOST + "\r\n",
                "DELETE /\u00e4 HTTP/1.1\r\n" + HOST + "\r\n",
                "DELETE /\u007f HTTP/1.1\r\n" + HOST + "\r\n",
                "\u0000DELETE /i HTTP/1.1\r\n" + HOST + "\r\n",
                // lines and names
                "DELETE /i HTTP/1.1\n" + HOST + "\r\n",
                "DELETE /i HTTP/1.1\r\nHost: a\nX: y\r\n\r\n",
                "DELETE /i HTTP/1.1\r\nHost: a\r\n\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + "X: a\u0000b\r\n\r\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + "X: a\rb\r\n\r\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + "X\r\n\r\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + ": x\r\n\r\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + "X Y: z\r\n\r\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + "X : y\r\n\r\n",
                "DELETE /i HTTP/1.1\r\n" + HOST + "\u00e9: y\r\n\r\n",
                "PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + "Content-Length : 2\r\n\r\n{}");
    }

    private static List<String> lengths() {
        List<String> lines = List.of(
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
                "Content-Length: 2\r\nContent-Length: 2\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n",
                "Content-Length: 2, 2\r\n",
                "Content-Length: +2\r\n",
                "Content-Length: -2\r\n",
                "Content-Length: 0x2\r\n",
                "Content-Length: 2a\r\n",
                "Content-Length: 2.0\r\n",
                "Content-Length:\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: identity, chunked\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: \"chunked\"\r\n",
                "Transfer-Encoding:\r\n",
                "Transfer-Encoding : chunked\r\n");
        List<String> all = new ArrayList<>();
        lines.forEach(line -> all.add("PUT /i/_doc/1 HTTP/1.1\r\n" + HOST + line + "\r\n2\r\n{}\r\n0\r\n\r\n"));
        all.add("PUT /i/_doc/1 HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
        return all;
    }

    private static List<String> chunks() {
        return List.of(
                CHUNKED + "2\n{}\r\n0\r\n\r\n",
                CHUNKED + "2\r\n{}\n0\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n0\n\r\n",
                CHUNKED + "2\r\n{}x\r\n0\r\n\r\n",
                CHUNKED + "2\r\n{}\r\nzz\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n\r\n\r\n",
                CHUNKED + "0x2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "+2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "-2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + " 2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "fffffffff\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "2;a\nb\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n0\r\nX-Trailer: y\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n0\r\n X: y\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n0\r\nX: y\n\r\n");
    }
}
