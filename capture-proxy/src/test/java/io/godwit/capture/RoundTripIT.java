package io.godwit.capture;

import static io.godwit.capture.TrafficLog.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.TrafficLog.Captured;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Unknown;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole exchanges with a real Elasticsearch 6.8, recorded byte for byte. */
class RoundTripIT {
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
    void shouldRecordEveryKindOfWrite() {
        String bulk = """
                {"index":{"_id":"7"}}
                {"a":1}
                {"delete":{"_id":"nobody"}}
                {"update":{"_id":"1"}}
                {"doc":{"b":2}}
                """;
        List<Wanted> writes = List.of(
                new Wanted("PUT", "/" + index, "{\"settings\":{\"number_of_shards\":1}}", 200),
                new Wanted("PUT", "/" + index + "/bird/1?routing=r%C3%A4", "{\"name\":\"Pfuhlschnepfe \u00e4\"}", 201),
                new Wanted("POST", "/" + index + "/bird", "{\"name\":\"nobody knows\"}", 201),
                new Wanted("PUT", "/" + index + "/bird/1/_create?routing=r%C3%A4", "{}", 409),
                new Wanted("POST", "/" + index + "/bird/1/_update?routing=r%C3%A4", "{\"doc\":{\"age\":3}}", 200),
                new Wanted("POST", "/" + index + "/bird/_bulk", bulk, 200),
                new Wanted("DELETE", "/" + index + "/bird/1?routing=r%C3%A4", "", 200),
                new Wanted("DELETE", "/" + index + "/bird/never", "", 404),
                new Wanted("PUT", "/" + index + "/bird/broken", "{", 400),
                new Wanted("DELETE", "/" + index, "", 200));

        List<String> answers = writes.stream().map(this::answerTo).toList();

        awaitSettled(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            Wanted write = writes.get(i);
            Captured captured = captured(write.method(), write.uri());
            assertThat(text(captured.requestBody())).isEqualTo(write.body());
            assertThat(captured.answer().getStatus()).isEqualTo(write.status());
            assertThat(text(captured.answerBody())).isEqualTo(answers.get(i));
            assertThat(captured.parts()).allSatisfy(part -> {
                assertThat(part.key()).isEqualTo(captured.exchange());
                assertThat(part.traffic().getEpoch()).isZero();
                assertThat(part.traffic().getProxy()).isEqualTo("p");
                assertThat(part.partition())
                        .isEqualTo(captured.parts().getFirst().partition());
            });
        }
        assertThat(rig.log.exchanges()).hasSize(writes.size());
        CaptureStatus status = rig.proxy().status();
        assertThat(status.counts().captured()).isEqualTo(writes.size());
        assertThat(status.counts().gaps()).isZero();
        assertThat(status.healthy()).isTrue();
        assertThat(status.inFlight()).isZero();
    }

    /** A request the test sends, and the status the source gives it. */
    private record Wanted(String method, String uri, String body, int status) {}

    private String answerTo(Wanted write) {
        HttpResponse<String> answer = rig.send(write.method(), write.uri(), write.body());
        assertThat(answer.statusCode()).as(write.toString()).isEqualTo(write.status());
        return answer.body();
    }

    @Test
    void shouldRecordNoRead() {
        rig.send("PUT", "/" + index + "/bird/1?refresh=true", "{\"a\":1}");
        awaitSettled(1);

        assertThat(rig.send("GET", "/" + index + "/bird/1", "").body()).contains("\"a\":1");
        assertThat(rig.send("POST", "/" + index + "/bird/_search", "{\"query\":{\"match_all\":{}}}")
                        .body())
                .contains("\"total\":1");
        assertThat(rig.send("GET", "/" + index + "/_search", "{\"size\":0}").statusCode())
                .isEqualTo(200);
        assertThat(rig.send("POST", "/_refresh", "").statusCode()).isEqualTo(200);
        assertThat(rig.send("HEAD", "/" + index + "/bird/1", "").statusCode()).isEqualTo(200);
        assertThat(rig.send("HEAD", "/" + index + "/bird/2", "").statusCode()).isEqualTo(404);

        assertThat(rig.log.exchanges()).hasSize(1);
        assertThat(rig.proxy().status().counts().reads()).isEqualTo(6);
    }

    @Test
    void shouldRebuildALargeBulkFromItsParts() {
        String bulk = largeBulk(5 << 20);

        HttpResponse<String> answer = rig.send("POST", "/" + index + "/bird/_bulk", bulk);

        assertThat(answer.statusCode()).isEqualTo(200);
        awaitSettled(1);
        Captured captured = captured("POST", "/" + index + "/bird/_bulk");
        assertThat(captured.all(RequestPart.class))
                .hasSizeGreaterThan(9)
                .allMatch(part -> part.getBody().remaining() <= 512 << 10);
        assertThat(captured.requestBody()).isEqualTo(bulk.getBytes(StandardCharsets.UTF_8));
        assertThat(text(captured.answerBody())).isEqualTo(answer.body());
        assertThat(captured.parts())
                .extracting(TrafficLog.Part::partition)
                .containsOnly(captured.parts().getFirst().partition());
    }

    @Test
    void shouldPassChunkedBodiesBothWays() {
        String bulk = largeBulk(1 << 20);
        byte[] bytes = bulk.getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = rig.send(
                "POST",
                "/" + index + "/bird/_bulk",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));

        assertThat(answer.statusCode()).isEqualTo(200);
        awaitSettled(1);
        assertThat(captured("POST", "/" + index + "/bird/_bulk").requestBody()).isEqualTo(bytes);
        RelayedRequest relayed = rig.source.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .findFirst()
                .orElseThrow();
        assertThat(relayed.header("transfer-encoding")).hasValue("chunked");
        assertThat(relayed.bodyBytes()).isEqualTo(bytes.length);
    }

    @Test
    void shouldRecordEncodedBodiesAsTheyAre() throws IOException, InterruptedException {
        byte[] packed = gzip("{\"a\":\"packed\"}");
        HttpRequest request = HttpRequest.newBuilder(rig.uri("/" + index + "/bird/1"))
                .PUT(BodyPublishers.ofByteArray(packed))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .header("Accept-Encoding", "gzip")
                .header("Authorization", "Basic c2VjcmV0OmNhbmFyeQ==")
                .header("X-Opaque-Id", "me")
                .build();

        HttpResponse<byte[]> answer = rig.http.send(request, BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(201);
        awaitSettled(1);
        Captured captured = captured("PUT", "/" + index + "/bird/1");
        assertThat(captured.requestBody()).isEqualTo(packed);
        assertThat(captured.request().getHeaders())
                .containsEntry("content-encoding", "gzip")
                .containsEntry("x-opaque-id", "me")
                .doesNotContainKey("authorization");
        assertThat(captured.answerBody()).isEqualTo(answer.body());
        assertThat(captured.answer().getHeaders()).containsEntry("content-encoding", "gzip");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(captured.answerBody()))) {
            assertThat(text(unpacked.readAllBytes())).contains("\"_seq_no\":0");
        }
        assertThat(rig.source.requests().getLast().header("authorization")).hasValue("Basic c2VjcmV0OmNhbmFyeQ==");
    }

    @Test
    void shouldAnswerPipelinedRequestsInTheirOrder() {
        try (RawClient client = rig.client()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                String body = "{\"n\":" + i + "}";
                all.append("PUT /")
                        .append(index)
                        .append("/bird/1 HTTP/1.1\r\nHost: a\r\n")
                        .append("Content-Type: application/json\r\nContent-Length: ")
                        .append(body.length())
                        .append("\r\n\r\n")
                        .append(body)
                        .append("GET /")
                        .append(index)
                        .append("/bird/1 HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            client.send(all.toString());
            for (int i = 0; i < 20; i++) {
                assertThat(client.answer().text()).contains("\"_version\":" + (i + 1));
                assertThat(client.answer().text()).contains("\"n\":" + i + "}");
            }
        }
        awaitSettled(20);
    }

    @Test
    void shouldTellClientsToContinue() {
        try (RawClient client = rig.client()) {
            String head = "PUT /" + index + "/bird/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Expect: 100-continue\r\nContent-Length: 7\r\n\r\n";
            assertThat(client.send(head).answer().status()).isEqualTo(100);
            assertThat(client.send("{\"a\":1}").answer().status()).isEqualTo(201);
            assertThat(client.send(head).answer().status()).isEqualTo(100);
            assertThat(client.send("{\"a\":2}").answer().status()).isEqualTo(200);
        }
        assertThat(rig.source.requests())
                .allMatch(request -> request.header("expect").isEmpty());
    }

    @Test
    void shouldServeOldClients() {
        try (RawClient client = rig.client()) {
            client.send("PUT /" + index + "/bird/1 HTTP/1.0\r\nContent-Type: application/json\r\n"
                    + "Connection: keep-alive\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("connection")).isEqualTo("keep-alive");
            assertThat(client.send("GET /" + index + "/bird/1 HTTP/1.0\r\n\r\n")
                            .answer()
                            .text())
                    .contains("\"a\":1");
            assertThat(client.closedByProxy()).isTrue();
        }
    }

    @Test
    void shouldPassUnchangedBeforeAndAfterCapturing() {
        rig.proxy().stopCapturing();
        assertThat(rig.send("PUT", "/" + index + "/bird/1", "{}").statusCode()).isEqualTo(201);
        rig.proxy().startCapturing();
        assertThat(rig.send("PUT", "/" + index + "/bird/2", "{}").statusCode()).isEqualTo(201);
        rig.proxy().stopCapturing();
        assertThat(rig.send("PUT", "/" + index + "/bird/3", "{}").statusCode()).isEqualTo(201);

        awaitSettled(1);
        assertThat(rig.log.exchanges())
                .extracting(captured -> captured.request().getUri())
                .containsExactly("/" + index + "/bird/2");
        assertThat(rig.proxy().status().counts().passed()).isEqualTo(2);
        assertThat(rig.log.gaps()).isEmpty();
        assertThat(rig.log.barriers()).as("one at the start of each partition").hasSize(4);
    }

    @Test
    void shouldLeaveNoTraceOfARequestThatBreaksEarly() {
        try (RawClient client = rig.client()) {
            client.send("PUT /" + index + "/bird/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"a\":");
            awaitAtSource("/" + index + "/bird/1");
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
                    .send(largeBulk(3 << 20));
            awaitAtSource("/" + index + "/bird/_bulk");
            await().atMost(PATIENCE).until(() -> !rig.log.exchanges().isEmpty());
            client.reset();
        }
        awaitSettled(1);
        Captured captured = captured("POST", "/" + index + "/bird/_bulk");
        assertThat(captured.outcome()).isInstanceOf(NotSent.class);
        assertThat(rig.source.requests()).noneMatch(RelayedRequest::complete);
        await().atMost(PATIENCE).until(() -> rig.source.openConnections() == 0);
    }

    @Test
    void shouldRecordTheOutcomeOfAClientThatDoesNotWait() {
        rig.source.delay(Duration.ofMillis(300));
        try (RawClient client = rig.client()) {
            client.request("PUT /" + index + "/bird/1", "{\"a\":1}");
            awaitAtSource("/" + index + "/bird/1");
            client.reset();
        }
        awaitSettled(1);
        assertThat(captured("PUT", "/" + index + "/bird/1").answer().getStatus())
                .isEqualTo(201);
    }

    @Test
    void shouldSayUnknownWhenTheSideIsCutOffInTheAnswer() {
        rig.source.loseAnswers();
        HttpResponse<String> answer = rig.send("PUT", "/" + index + "/bird/1", "{\"a\":1}");
        rig.source.passAnswers();

        assertThat(answer.statusCode()).isEqualTo(502);
        awaitSettled(1);
        assertThat(captured("PUT", "/" + index + "/bird/1").outcome()).isInstanceOf(Unknown.class);
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

    private void awaitAtSource(String target) {
        await().atMost(PATIENCE)
                .until(() -> rig.source.requests().stream()
                        .anyMatch(request -> request.target().equals(target)));
    }

    private void awaitSettled(int exchanges) {
        await().atMost(PATIENCE)
                .until(() ->
                        rig.log.exchanges().stream().filter(Captured::settled).count() >= exchanges);
        await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
    }

    private Captured captured(String method, String uri) {
        List<Captured> found = rig.log.exchanges().stream()
                .filter(captured -> {
                    RequestHead head = captured.request();
                    return head.getMethod().equals(method) && head.getUri().equals(uri);
                })
                .toList();
        assertThat(found).as(method + " " + uri).hasSize(1);
        return found.getFirst();
    }

    private static String largeBulk(int bytes) {
        Random random = new Random(7);
        StringBuilder bulk = new StringBuilder();
        for (int id = 0; bulk.length() < bytes; id++) {
            bulk.append("{\"index\":{\"_id\":\"").append(id).append("\"}}\n{\"text\":\"");
            for (int word = 0; word < 60; word++) {
                bulk.append(Integer.toString(random.nextInt(1 << 20), 36)).append(' ');
            }
            bulk.append("\"}\n");
        }
        return bulk.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
