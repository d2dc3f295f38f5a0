package io.godwit.capture;

import static io.godwit.capture.TrafficLog.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.capture.TrafficLog.Captured;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.avro.RequestPart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole exchanges with a real Elasticsearch 6.8, recorded byte for byte. */
class RoundTripIT {
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

        rig.awaitSettled(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            Wanted write = writes.get(i);
            Captured captured = rig.captured(write.method(), write.uri());
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
        rig.awaitSettled(1);

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
        String bulk = Rig.largeBulk(5 << 20);

        HttpResponse<String> answer = rig.send("POST", "/" + index + "/bird/_bulk", bulk);

        assertThat(answer.statusCode()).isEqualTo(200);
        rig.awaitSettled(1);
        Captured captured = rig.captured("POST", "/" + index + "/bird/_bulk");
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
        String bulk = Rig.largeBulk(1 << 20);
        byte[] bytes = bulk.getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = rig.send(
                "POST",
                "/" + index + "/bird/_bulk",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));

        assertThat(answer.statusCode()).isEqualTo(200);
        rig.awaitSettled(1);
        assertThat(rig.captured("POST", "/" + index + "/bird/_bulk").requestBody())
                .isEqualTo(bytes);
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
        rig.awaitSettled(1);
        Captured captured = rig.captured("PUT", "/" + index + "/bird/1");
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
        rig.awaitSettled(20);
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

        rig.awaitSettled(1);
        assertThat(rig.log.exchanges())
                .extracting(captured -> captured.request().getUri())
                .containsExactly("/" + index + "/bird/2");
        assertThat(rig.proxy().status().counts().passed()).isEqualTo(2);
        assertThat(rig.log.gaps()).isEmpty();
        assertThat(rig.log.barriers()).as("one at the start of each partition").hasSize(4);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
