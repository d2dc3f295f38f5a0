package io.godwit.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.godwit.schemas.RecordKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cluster answers that cannot tell, and what it answers that can. */
class ClusterCopiesTest {
    private static final Question QUESTION = Question.parse("shop/7", Optional.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "401 | {\"error\":\"missing authentication\"} | it answered 401",
                "503 | {\"error\":\"all shards failed\"} | it answered 503",
                "404 | {\"error\":\"no handler found\"} | it answered 404",
                "200 | {} | it answered without the result of a search",
                "200 | <h1>welcome</h1> | Unexpected character",
                "200 | {\"_shards\":{\"failed\":2},\"hits\":{\"total\":0,\"hits\":[]}} | 2 failed"
            })
    void shouldNotTakeAFailureForNothingFound(int status, String body, String failure) throws IOException {
        Hits hits = search(status, body);

        assertThat(hits.failure()).hasValueSatisfying(why -> assertThat(why).contains(failure));
    }

    @Test
    void shouldNotTakeSilenceForNothingFound() {
        try (ClusterCopies nobody = new ClusterCopies(Optional.of(URI.create("http://127.0.0.1:1")), "--from");
                ClusterCopies unnamed = new ClusterCopies(Optional.empty(), "--from")) {
            assertThat(nobody.withId(QUESTION).failure()).isPresent();
            assertThat(unnamed.withId(QUESTION).failure()).contains("give its address with --from");
        }
    }

    @Test
    void shouldFindNothingWhereThereIsNoSuchIndex() throws IOException {
        Hits hits = search(404, "{\"error\":{\"type\":\"index_not_found_exception\"}}");

        assertThat(hits.failure()).isEmpty();
        assertThat(hits.records()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {"52", "{\"value\":52,\"relation\":\"eq\"}"})
    void shouldSayHowManyItLeftOut(String total) throws IOException {
        Hits hits = search(
                200,
                "{\"hits\":{\"total\":" + total
                        + ",\"hits\":[{\"_index\":\"shop\",\"_id\":\"7\"},"
                        + "{\"_index\":\"shop\",\"_id\":\"7\",\"_routing\":\"r\"}]}}");

        assertThat(hits.failure()).isEmpty();
        assertThat(hits.records())
                .containsExactlyInAnyOrder(RecordKey.of("shop", "7"), new RecordKey("shop", "7", "r"));
        assertThat(hits.leftOut()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "401 | {}",
                "200 | {}",
                "200 | {\"docs\":[]}",
                "200 | {\"docs\":[{\"_id\":\"7\",\"error\":{\"type\":\"no_shard_available_action_exception\"}}]}",
                "200 | {\"docs\":[{\"_id\":\"7\",\"found\":true}]}"
            })
    void shouldNotTakeAFailureForAnAbsentRecord(int status, String body) throws IOException {
        try (Cluster cluster = new Cluster(status, body);
                ClusterCopies copies = new ClusterCopies(Optional.of(cluster.address()), "--from")) {
            assertThat(copies.read(Told.RECORD)).isInstanceOf(Copy.NotAsked.class);
        }
    }

    private static Hits search(int status, String body) throws IOException {
        try (Cluster cluster = new Cluster(status, body);
                ClusterCopies copies = new ClusterCopies(Optional.of(cluster.address()), "--from")) {
            return copies.withId(QUESTION);
        }
    }

    /** Answers everything with the same. */
    private static final class Cluster implements AutoCloseable {
        private final HttpServer server;

        Cluster(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(status, bytes.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(bytes);
                }
            });
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
