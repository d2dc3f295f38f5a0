package io.godwit.sandbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    private static final String THREE = """
            PUT /birds/_doc/1 HTTP/1.1\r
            Host: here\r
            content-length: 17\r
            \r
            GET / HTTP/1.1\r
            \r
            POST /_bulk HTTP/1.1\r
            Transfer-Encoding: chunked\r
            \r
            5;x=y\r
            PUT /\r
            2\r
            \r
            \r
            0\r
            Trailer: 1\r
            \r
            DELETE /birds?a=b HTTP/1.1\r
            \r
            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1000})
    void shouldFindRequestsAndNotTheirBodiesWhateverThePortions(int portion) {
        RequestParser parser = new RequestParser();

        pass(parser, THREE, portion);

        List<RelayedRequest> requests = parser.requests();
        assertThat(requests)
                .extracting(RelayedRequest::line)
                .containsExactly("PUT /birds/_doc/1 HTTP/1.1", "POST /_bulk HTTP/1.1", "DELETE /birds?a=b HTTP/1.1");
        assertThat(requests).extracting(RelayedRequest::bodyBytes).containsExactly(17L, 7L, 0L);
        assertThat(requests).allMatch(RelayedRequest::complete);
        assertThat(requests.getFirst().header("Content-Length")).contains("17");
        assertThat(requests.getLast().target()).isEqualTo("/birds?a=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /a HTTP/1.1\r\nContent-Length: 5\r\n\r\n1234",
                "PUT /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n0\r\n",
                "PUT /a HTTP/1.1\r\nContent-Length: 0\r\n",
                "PUT /a HTTP/1.1\r\nContent-Length: five\r\n\r\n1234"
            })
    void shouldNotCallComplete(String bytes) {
        RequestParser parser = new RequestParser();

        pass(parser, bytes, 3);

        assertThat(parser.requests()).hasSize(1).noneMatch(RelayedRequest::complete);
    }

    private static void pass(RequestParser parser, String text, int portion) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < bytes.length; from += portion) {
            byte[] next = new byte[Math.min(portion, bytes.length - from)];
            System.arraycopy(bytes, from, next, 0, next.length);
            parser.pass(next, next.length);
        }
    }
}
