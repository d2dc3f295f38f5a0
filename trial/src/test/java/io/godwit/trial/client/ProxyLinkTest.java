package io.godwit.trial.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.search.SearchAnswer;
import io.godwit.trial.client.Reply.Answered;
import io.godwit.trial.client.Reply.NoAnswer;
import io.godwit.trial.client.Reply.NotExecuted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyLinkTest {

    @Test
    void shouldKnowThatTheProxyDidNotForwardWhatItRefused() {
        SearchAnswer refusal = answer(503, """
            {"error":{"type":"godwit_capture_proxy","reason":"the write could not be recorded"},"status":503}\
            """);

        assertThat(ProxyLink.judge(refusal)).isInstanceOf(NotExecuted.class);
    }

    /** The proxy answers 502 also when the side broke off after it had executed the request. */
    @Test
    void shouldNotKnowWhatHappenedWhenTheProxyLostTheSide() {
        SearchAnswer lost = answer(502, """
            {"error":{"type":"godwit_capture_proxy","reason":"the side gave no answer"},"status":502}\
            """);

        assertThat(ProxyLink.judge(lost)).isInstanceOf(NoAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void shouldNotKnowWhatHappenedWhenSomebodyElseRefuses(int status) {
        assertThat(ProxyLink.judge(answer(status, "{}"))).isInstanceOf(NoAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 404, 409})
    void shouldTakeOtherAnswersAsTheyAre(int status) {
        assertThat(ProxyLink.judge(answer(status, "{}"))).isInstanceOf(Answered.class);
    }

    @Test
    void shouldKnowThatNobodyTookTheConnection() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (Proxies proxies =
                new Proxies(() -> List.of(URI.create("http://127.0.0.1:" + nobody)), Duration.ofSeconds(5))) {
            ProxyLink link = new ProxyLink(proxies, 0);

            assertThat(link.send("GET", "/", null, "application/json")).isInstanceOf(NotExecuted.class);
            assertThat(link.answers()).isFalse();
        }
    }

    private static SearchAnswer answer(int status, String body) {
        return new SearchAnswer(status, body.getBytes(StandardCharsets.UTF_8), "PUT /x");
    }
}
