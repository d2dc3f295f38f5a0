package io.godwit.projector.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.godwit.projector.World;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import io.godwit.schemas.wire.WireFormat;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A client of a real cluster whose exchanges are recorded as a proxy records them: the request first, then its outcome. */
final class Capture implements AutoCloseable {
    private final SearchCluster cluster;
    private final TopicSpec topic;
    private final WireFormat<Traffic> format;
    private final KafkaProducer<String, byte[]> producer;
    private int exchanges;

    Capture(World world) {
        this.topic = world.topics.traffic();
        this.cluster = world.from;
        this.format = world.settings.wire().format(topic.name(), Traffic.class);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", world.settings.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A whole exchange. */
    SearchAnswer send(String method, String path, String body) {
        Begun begun = begin(method, path, body);
        begun.end();
        return begun.answer.join();
    }

    /** As {@link #send}, of what the server must take. */
    SearchAnswer done(String method, String path, String body) {
        return send(method, path, body).orRefuse();
    }

    /** The server has executed it, its answer is not recorded yet. */
    Begun begin(String method, String path, String body) {
        Begun begun = start(method, path, body);
        begun.answer.join();
        return begun;
    }

    /** The server may still be executing it. */
    Begun start(String method, String path, String body) {
        String exchange = "exchange-" + exchanges++;
        int half = body.length() / 2;
        publish(Captured.request(exchange, method, path, body.substring(0, half), body.substring(half)));
        return new Begun(exchange, ask(method, path, body));
    }

    /** Recorded, and certainly never executed. */
    void notSent(String method, String path, String body) {
        String exchange = "exchange-" + exchanges++;
        publish(Captured.request(exchange, method, path, body));
        publish(List.of(Captured.part(exchange, new NotSent("client left"))));
    }

    /** Executed, but its record is destroyed. */
    void unreadable(String method, String path, String body) {
        ask(method, path, body).join().orRefuse();
        write(List.of(new ProducerRecord<>(topic.name(), "exchange", "torn".getBytes(UTF_8))));
    }

    /** The proxy has begun a new life: what it has left open is unknown. */
    void barrier() {
        for (int partition = 0; partition < topic.partitions(); partition++) {
            publish(partition, List.of(Captured.part("proxy", new Barrier("started"))));
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private CompletableFuture<SearchAnswer> ask(String method, String path, String body) {
        String type = path.contains("_bulk") ? SearchCluster.NDJSON : SearchCluster.JSON;
        return cluster.sendAsync(method, path, body.isEmpty() ? null : body.getBytes(UTF_8), type);
    }

    private void publish(List<Traffic> parts) {
        publish(null, parts);
    }

    private void publish(@Nullable Integer partition, List<Traffic> parts) {
        write(Captured.at(System.currentTimeMillis(), parts).stream()
                .map(part -> new ProducerRecord<>(topic.name(), partition, part.getExchange(), format.encode(part)))
                .toList());
    }

    /** Returns when Kafka has them. */
    private void write(List<ProducerRecord<String, byte[]>> records) {
        try {
            for (Future<RecordMetadata> written :
                    records.stream().map(producer::send).toList()) {
                written.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An exchange without a recorded outcome. */
    final class Begun {
        final CompletableFuture<SearchAnswer> answer;
        private final String exchange;

        private Begun(String exchange, CompletableFuture<SearchAnswer> answer) {
            this.exchange = exchange;
            this.answer = answer;
        }

        void end() {
            SearchAnswer given = answer.join();
            publish(Captured.response(exchange, given.status(), new String(given.body(), UTF_8)));
        }

        void unknown() {
            publish(List.of(Captured.part(exchange, new Unknown("connection lost"))));
        }
    }
}
