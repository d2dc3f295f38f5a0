package io.godwit.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPlanTest {

    @Test
    void shouldSpeakTheDialectOfTheSide() {
        HttpRequest request = request("/i/bird/1?routing=x");
        Upstream typed = new Upstream(URI.create("http://old:9200"), false);
        Upstream typeless = new Upstream(URI.create("https://user:secret@new/search/"), true);

        RequestPlan toTyped = RequestPlan.of(request, typed, true);
        RequestPlan toTypeless = RequestPlan.of(request, typeless, true);
        RequestPlan untouched = RequestPlan.of(request, typeless, false);

        assertThat(toTyped.uri()).isEqualTo("/i/bird/1?routing=x");
        assertThat(toTyped.head().headers().get("host")).isEqualTo("old:9200");
        assertThat(toTypeless.uri()).isEqualTo("/i/_doc/1?routing=x");
        assertThat(toTypeless.head().uri()).isEqualTo("/search/i/_doc/1?routing=x");
        assertThat(toTypeless.head().headers().get("host")).isEqualTo("new");
        assertThat(toTypeless.head().headers().contains("authorization")).isFalse();
        assertThat(untouched.uri()).isEqualTo("/i/bird/1?routing=x");
    }

    @Test
    void shouldFrameAsTheClientDid() {
        HttpRequest chunked = request("/i/_doc");
        chunked.headers().set("Transfer-Encoding", "CHUNKED").set("Connection", "close");

        RequestPlan plan = RequestPlan.of(chunked, new Upstream(URI.create("http://a"), true), true);

        assertThat(plan.head().headers().get("transfer-encoding")).isEqualTo("chunked");
        assertThat(plan.head().headers().contains("connection")).isFalse();
        assertThat(plan.line()).isEqualTo("PUT /i/_doc");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a,            a,   80,   a,         ''",
        "https://a,           a,   443,  a,         ''",
        "http://a:9200/,      a,   9200, a:9200,    ''",
        "http://[::1]:9200,   ::1, 9200, [::1]:9200, ''",
        "HTTPS://a/b/c/,      a,   443,  a,         /b/c"
    })
    void shouldReadTheAddressOfASide(String address, String host, int port, String authority, String prefix) {
        Upstream upstream = new Upstream(URI.create(address), true);

        assertThat(upstream.host()).isEqualTo(host);
        assertThat(upstream.port()).isEqualTo(port);
        assertThat(upstream.authority()).isEqualTo(authority);
        assertThat(upstream.prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a", "a:9200", "/path", "http:///x"})
    void shouldRefuseOtherAddresses(String address) {
        assertThatThrownBy(() -> new Upstream(URI.create(address), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be http://host:port");
    }

    private static HttpRequest request(String uri) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.PUT, uri);
        request.headers().set("Host", "proxy:9201");
        return request;
    }
}
