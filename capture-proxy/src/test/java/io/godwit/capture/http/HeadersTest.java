package io.godwit.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;

class HeadersTest {

    @Test
    void shouldKeepWhatConcernsOneConnectionOnThatConnection() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Connection", "keep-alive, X-Mine")
                .add("Connection", "content-length")
                .add("X-Mine", "1")
                .add("x-other", "2")
                .add("x-other", "3")
                .add("Content-Length", "4")
                .add("Transfer-Encoding", "chunked")
                .add("Upgrade", "h2c")
                .add("TE", "trailers")
                .add("Expect", "100-continue")
                .add("Proxy-Authorization", "secret")
                .add("Authorization", "mine");

        HttpHeaders kept = Headers.endToEnd(headers);

        assertThat(kept.names()).containsExactlyInAnyOrder("x-other", "Content-Length", "Authorization");
        assertThat(kept.getAll("X-Other")).containsExactly("2", "3");
        assertThat(headers.contains("X-Mine"))
                .as("the given headers are not touched")
                .isTrue();
    }

    @Test
    void shouldRecordOnlyWhatIsNamed() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Content-Type", "application/json")
                .add("X-Opaque-Id", "a")
                .add("X-Opaque-Id", "b")
                .add("Authorization", "Basic c2VjcmV0")
                .add("Cookie", "secret")
                .add("X-Api-Key", "secret")
                .add("X-Anything", "secret");

        assertThat(Headers.recorded(headers))
                .containsOnly(entry("content-type", "application/json"), entry("x-opaque-id", "a, b"));
    }
}
