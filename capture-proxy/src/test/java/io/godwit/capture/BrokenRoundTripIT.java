package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.TrafficLog.Captured;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Unknown;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exchanges with a real Elasticsearch 6.8 in which the client or the connection to the source goes away. */
class BrokenRoundTripIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String index = "i" + ThreadLocalRandom.current().nextInt(1 << 30);
    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.between(
                Sandbox.kafka(),
                Sandbox.search(SearchVersion.ELASTICSEARCH_6_8).address(),
                Sandbox.search(SearchVersion.OPENSEARCH_3).address());
        rig.proxy().startCapturing();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void shouldLeaveNoTraceOfARequestThatBreaksEarly() {
        try (RawClient client = rig.client()) {
            client.send("PUT /" + index + "/bird/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"a\":");
            rig.awaitAtSource("/" + index + "/bird/1");
            client.reset();
        }
        await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
        await().atMost(PATIENCE).until(() -> rig.source.openConnections() == 0);
        assertThat(rig.source.requests()).noneMatch(RelayedRequest::complete);
        assertThat(rig.log.exchanges()).isEmpty();
        assertThat(rig.proxy().status().counts().notSent()).isEqualTo(1);
    }

    @Test
    void shouldSayNotSentWhenAClientVanishesInALargeBody() {
        try (RawClient client = rig.client()) {
            client.send("POST /" + index + "/bird/_bulk HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n")
                    .send(Rig.largeBulk(3 << 20));
            rig.awaitAtSource("/" + index + "/bird/_bulk");
            await().atMost(PATIENCE).until(() -> !rig.log.exchanges().isEmpty());
            client.reset();
        }
        rig.awaitSettled(1);
        Captured captured = rig.captured("POST", "/" + index + "/bird/_bulk");
        assertThat(captured.outcome()).isInstanceOf(NotSent.class);
        assertThat(rig.source.requests()).noneMatch(RelayedRequest::complete);
        await().atMost(PATIENCE).until(() -> rig.source.openConnections() == 0);
    }

    @Test
    void shouldRecordTheOutcomeOfAClientThatDoesNotWait() {
        rig.source.delay(Duration.ofMillis(300));
        try (RawClient client = rig.client()) {
            client.request("PUT /" + index + "/bird/1", "{\"a\":1}");
            rig.awaitAtSource("/" + index + "/bird/1");
            client.reset();
        }
        rig.awaitSettled(1);
        assertThat(rig.captured("PUT", "/" + index + "/bird/1").answer().getStatus())
                .isEqualTo(201);
    }

    @Test
    void shouldSayUnknownWhenTheSideIsCutOffInTheAnswer() {
        rig.source.loseAnswers();
        HttpResponse<String> answer = rig.send("PUT", "/" + index + "/bird/1", "{\"a\":1}");
        rig.source.passAnswers();

        assertThat(answer.statusCode()).isEqualTo(502);
        rig.awaitSettled(1);
        assertThat(rig.captured("PUT", "/" + index + "/bird/1").outcome()).isInstanceOf(Unknown.class);
        assertThat(rig.source.requests()).hasSize(1).allMatch(RelayedRequest::complete);
        assertThat(rig.proxy().status().counts().unknown()).isEqualTo(1);
    }

    @Test
    void shouldSayNotSentWhenTheSideCannotBeReached() {
        rig.source.refuse();
        assertThat(rig.send("PUT", "/" + index + "/bird/1", "{}").statusCode()).isEqualTo(502);
        assertThat(rig.send("GET", "/", "").statusCode()).isEqualTo(502);
        assertThat(rig.proxy().status().healthy()).isFalse();
        rig.source.accept();

        assertThat(rig.send("PUT", "/" + index + "/bird/1", "{}").statusCode()).isEqualTo(201);
        await().atMost(PATIENCE).until(() -> rig.proxy().status().healthy());
        await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
        assertThat(rig.log.exchanges())
                .filteredOn(Captured::settled)
                .anyMatch(captured -> captured.outcome() instanceof ResponsePart);
    }

    @Test
    void shouldRepeatReadsButNoWritesOnAConnectionGoneStale() {
        assertThat(rig.send("PUT", "/" + index + "/bird/1", "{}").statusCode()).isEqualTo(201);
        assertThat(rig.source.openConnections()).isEqualTo(1);
        rig.source.loseAnswers();
        rig.source.requests();

        // the pooled connection is cut only after the request has been passed on: a fresh one is tried, and cut too
        assertThat(rig.send("GET", "/" + index + "/bird/1", "").statusCode()).isEqualTo(502);
        assertThat(rig.source.requests())
                .filteredOn(request -> request.method().equals("GET"))
                .hasSize(2);

        rig.source.passAnswers();
        assertThat(rig.send("GET", "/" + index + "/bird/1", "").statusCode()).isEqualTo(200);
        rig.source.loseAnswers();
        assertThat(rig.send("PUT", "/" + index + "/bird/2", "{}").statusCode()).isEqualTo(502);
        assertThat(rig.source.requests())
                .filteredOn(request -> request.target().endsWith("/bird/2"))
                .hasSize(1);
    }
}
