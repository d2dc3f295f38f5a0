package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.TrafficLog.Captured;
import io.godwit.sandbox.Sandbox;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are odd, cut, too early or no HTTP at all. */
@Timeout(120)
class HostileSideIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static ScriptedSide side;
    private static Rig rig;

    private final String uri = "/i/_doc/" + NUMBER.incrementAndGet();

    @BeforeAll
    static void start() {
        side = new ScriptedSide();
        rig = Rig.of(Sandbox.kafka(), side.address(), settings -> settings);
        rig.proxy().startCapturing();
    }

    @AfterAll
    static void stop() {
        rig.close();
        side.close();
    }

    @Test
    void shouldPassAnswersWithoutBody() {
        try (RawClient client = rig.client()) {
            side.answer("HTTP/1.1 204 No Content\r\n\r\n");
            assertThat(client.request("PUT " + uri, "{}").answer().status()).isEqualTo(204);
            side.answer("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n");
            assertThat(client.request("GET " + uri, "").answer().status()).isEqualTo(304);
            side.answer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            RawClient.Answer toHead = client.request("HEAD " + uri, "").answer(true);
            assertThat(toHead.header("content-length")).isEqualTo("1000");
            side.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.request("GET " + uri, "").answer().text()).isEmpty();
        }
        assertThat(settled().answer().getStatus()).isEqualTo(204);
        assertThat(settled().answerBody()).isEmpty();
    }

    @Test
    void shouldPassInterimAnswersOn() {
        side.answer("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
                + "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok");
        try (RawClient client = rig.client()) {
            RawClient.Answer hints = client.request("PUT " + uri, "{}").answer();
            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.header("link")).isEqualTo("</a>");
            assertThat(client.answer().status()).isEqualTo(201);
        }
        assertThat(settled().answer().getStatus()).isEqualTo(201);
    }

    @Test
    void shouldPassChunkedAnswersOn() {
        String head =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive, x-mine\r\nX-Mine: 1\r\n\r\n";
        side.answer(head + "5\r\nhello\r\n1\r\n!\r\n0\r\nX-Trailer: 1\r\n\r\n");
        try (RawClient client = rig.client()) {
            RawClient.Answer answer = client.request("PUT " + uri, "{}").answer();
            assertThat(answer.text()).isEqualTo("hello!");
            assertThat(answer.headers()).doesNotContainKey("x-mine");
        }
        assertThat(TrafficLog.text(settled().answerBody())).isEqualTo("hello!");
    }

    /** The end of the connection may be the end of the answer, or the end of the server. */
    @Test
    void shouldNotTrustAnAnswerWithoutLength() {
        side.answerAndClose("HTTP/1.1 200 OK\r\n\r\nhello");
        try (RawClient client = rig.client()) {
            assertThat(client.request("PUT " + uri, "{}").answer().text()).isEqualTo("hello");
        }
        assertThat(settled().outcome()).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nX: y\nContent-Length: 2\r\n\r\nok"
            })
    void shouldSayUnknownWhenThereIsNoAnswer(String answer) {
        side.answerAndClose(answer);
        String own = uri + "-" + NUMBER.incrementAndGet();
        try (RawClient client = rig.client()) {
            assertThat(client.request("PUT " + own, "{}").answer().status()).isEqualTo(502);
            side.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            assertThat(client.request("GET " + own, "").answer().status()).isEqualTo(200);
        }
        assertThat(settled(own).outcome()).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n"
            })
    void shouldSayUnknownAndCutTheClientWhenTheAnswerIsCut(String answer) {
        side.answerAndClose(answer);
        String own = uri + "-" + NUMBER.incrementAndGet();
        try (RawClient client = rig.client()) {
            assertThat(client.request("PUT " + own, "{}").answerOrEnd()).isEmpty();
        }
        assertThat(settled(own).outcome()).isInstanceOf(Unknown.class);
    }

    @Test
    void shouldSayNotSentWhenTheSideRefusesBeforeTheRequestIsWhole() {
        // so much that the first part of the request has been recorded
        side.answerAfter(600_000, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
        try (RawClient client = rig.client()) {
            client.send("PUT " + uri + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n")
                    .send("x".repeat(1_000_000));
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.closedByProxy()).isTrue();
        }
        assertThat(settled().outcome()).isInstanceOf(NotSent.class);
        side.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    /** It may have executed what it had, and what was recorded does not tell what the rest would have been. */
    @Test
    void shouldRememberAGapWhenTheSideAgreesBeforeTheRequestIsWhole() {
        side.answerAfter(10_000, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        try (RawClient client = rig.client()) {
            client.send("PUT " + uri + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n")
                    .send("x".repeat(20_000));
            assertThat(client.answer().status()).isEqualTo(200);
        }
        side.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        await().atMost(PATIENCE)
                .until(() -> rig.log.gaps().stream().map(Gap::getRequestLine).anyMatch(("PUT " + uri)::equals));
        await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
        assertThat(rig.log.exchanges())
                .allMatch(captured -> captured.all(RequestHead.class).size() == 1);
    }

    @Test
    void shouldLeaveNoTraceWhenTheSideRefusesBeforeAPartIsFull() {
        side.answerAfter(0, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
        try (RawClient client = rig.client()) {
            client.send("PUT " + uri + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n")
                    .send("x".repeat(10_000));
            assertThat(client.answer().status()).isEqualTo(413);
            assertThat(client.closedByProxy()).isTrue();
        }
        side.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        try (RawClient client = rig.client()) {
            client.request("PUT " + uri + "-later", "{}").answer();
        }
        settled(uri + "-later");
        await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
        assertThat(rig.log.exchanges())
                .noneMatch(captured -> captured.request().getUri().equals(uri));
    }

    @Test
    void shouldNotUseAConnectionAgainThatSaidMoreThanItsAnswer() {
        side.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        try (RawClient client = rig.client();
                RawClient other = rig.client()) {
            assertThat(client.request("PUT " + uri, "{}").answer().text()).isEqualTo("ok");
            for (int i = 0; i < 5; i++) {
                assertThat(other.request("GET " + uri, "").answer().text()).isEqualTo("ok");
            }
        }
        assertThat(settled().outcome()).isInstanceOf(ResponsePart.class);
        side.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    /** A side that closes idle connections must cost no client an error, as long as the proxy can see it. */
    @Test
    void shouldNotSendWritesIntoConnectionsThatAreClosed() {
        side.answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        try (RawClient client = rig.client()) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.request("GET " + uri, "").answer().text()).isEqualTo("ok");
            }
        }
        side.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    @Test
    void shouldStreamALargeAnswerToASlowClient() {
        String body = "0123456789abcdef".repeat(2 << 20);
        side.answer("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        try (RawClient client = rig.client()) {
            client.request("PUT " + uri, "{}");
            // nothing is read yet: the proxy must wait, not collect 32 MiB
            await().atMost(PATIENCE).until(() -> rig.source.bytesToClient() > 1 << 20);
            assertThat(client.answer().body()).hasSize(body.length());
        }
        assertThat(settled().answerBody()).hasSize(body.length());
        side.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    private Captured settled() {
        return settled(uri);
    }

    private static Captured settled(String uri) {
        await().atMost(PATIENCE).until(() -> {
            List<Captured> found = rig.log.exchanges().stream()
                    .filter(captured -> captured.request().getUri().equals(uri))
                    .toList();
            return found.size() == 1 && found.getFirst().settled();
        });
        return rig.log.exchangeOf(uri);
    }
}
