package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.http.Framings;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of ambiguous framing over real connections: refused, the connection closed, nothing recorded. */
class FramingIT {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.of(Sandbox.kafka(), Sandbox.search(SearchVersion.OPENSEARCH_3).address(), settings -> settings);
        rig.proxy().startCapturing();
    }

    @AfterAll
    static void stop() {
        assertThat(rig.log.exchanges()).as("recorded").isEmpty();
        rig.close();
    }

    @ParameterizedTest
    @MethodSource("io.godwit.capture.http.Framings#refused")
    void shouldRefuseAndClose(String framing) {
        try (RawClient client = rig.client()) {
            client.send(Framings.bytes(framing));
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.closedByProxy()).isTrue();
        }
        assertNothingWhole();
    }

    /** Netty hands a handler that does not look at every decoder result {@code next[abc] COMPLETE} here. */
    @Test
    void shouldNotTakeAMalformedChunkAfterGoodDataForTheEnd() {
        try (RawClient client = rig.client()) {
            client.send("POST /i/_doc HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> rig.source.requests().stream()
                            .anyMatch(request -> request.target().equals("/i/_doc") && request.bodyBytes() == 3));
            client.send("zz\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.closedByProxy()).isTrue();
        }
        assertNothingWhole();
        await().atMost(Duration.ofSeconds(60)).until(() -> rig.source.openConnections() == 0);
    }

    @Test
    void shouldAnswerGoodRequestsBeforeABadOne() {
        String good = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        try (RawClient client = rig.client()) {
            client.send(good + good + "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + good);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.closedByProxy()).isTrue();
        }
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        assertThat(statusOf("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .isEqualTo(414);
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(70_000) + "\r\n\r\n"))
                .isEqualTo(431);
        assertThat(statusOf("PUT /i/_doc/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 600000000\r\n\r\n"))
                .isEqualTo(413);
        assertThat(statusOf("PUT /i/_doc/1 HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nContent-Length: 1\r\n\r\n"))
                .isEqualTo(417);
    }

    @Test
    void shouldNeverPassOnWhatItDidNotRecord() {
        DamagedRequests.assertRecordedAsPassedOn(160);
    }

    private static int statusOf(String request) {
        try (RawClient client = rig.client()) {
            int status = client.send(request).answer().status();
            assertThat(client.closedByProxy()).isTrue();
            return status;
        }
    }

    private static void assertNothingWhole() {
        assertThat(rig.source.requests())
                .filteredOn(RelayedRequest::complete)
                .allMatch(request -> request.method().equals("GET"));
    }
}
