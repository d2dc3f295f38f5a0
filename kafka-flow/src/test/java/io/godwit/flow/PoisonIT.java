package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records nobody can read, at every kind of place, in both lanes. */
class PoisonIT {
    private static final List<String> CONNECT_HEADERS = List.of(
            "topic",
            "partition",
            "offset",
            "connector.name",
            "task.id",
            "stage",
            "class.name",
            "exception.class.name",
            "exception.message",
            "exception.stacktrace");

    private final Lane edits = new Lane(Broker.topic("edits", 1), 0);
    private final Lane backfill = new Lane(Broker.topic("backfill", 1), 9);
    private final String dlq = Broker.topic("dlq", 1);
    private final WireFormat<Candidate> format = Wire.embedded().format(edits.topic(), Candidate.class);
    private final List<byte @Nullable []> poison = poison();

    @Test
    void shouldBuryEachPoisonVerbatimAndDeliverTheNextRecord() {
        publishAround(edits);
        publishAround(backfill);
        List<String> delivered = new CopyOnWriteArrayList<>();
        String group = Broker.name("group");
        DeadLetters letters = DeadLetters.open(Broker.kafka(), dlq, "tester");
        LaneFlow<Candidate> flow =
                LaneFlow.open(Broker.kafka(), FlowSettings.of(group, edits, backfill), format::decode, letters);

        var subscription = flow.deliveries()
                .subscribe(batch -> batch.forEach(delivery -> {
                    delivered.add(delivery.value().getId());
                    delivery.acknowledge();
                }));

        await().atMost(Broker.PATIENCE)
                .until(() -> Broker.lag(group, edits.topic(), backfill.topic()).isDrained());
        subscription.dispose();
        flow.close();
        letters.close();
        assertThat(delivered).hasSize(2 * (poison.size() + 1)).doesNotHaveDuplicates();
        List<ConsumerRecord<byte[], byte[]>> buried = Broker.read(dlq);
        assertThat(buried).hasSize(2 * poison.size());
        for (int i = 0; i < buried.size(); i++) {
            Lane lane = i < poison.size() ? edits : backfill;
            assertBuried(buried.get(i), lane, i % poison.size());
        }
    }

    private void assertBuried(ConsumerRecord<byte[], byte[]> buried, Lane lane, int number) {
        assertThat(buried.value()).isEqualTo(poison.get(number));
        assertThat(buried.key()).isEqualTo(key(number));
        assertThat(buried.headers().toArray()).extracting(Header::key).contains("traceparent");
        for (String name : CONNECT_HEADERS) {
            assertThat(buried.headers().lastHeader("__connect.errors." + name))
                    .as(name)
                    .isNotNull();
        }
        assertThat(header(buried, "topic")).isEqualTo(lane.topic());
        assertThat(header(buried, "partition")).isEqualTo("0");
        assertThat(header(buried, "offset")).isEqualTo(Integer.toString(2 * number + 1));
        assertThat(header(buried, "connector.name")).isEqualTo("tester");
        assertThat(header(buried, "stage")).isEqualTo("decode");
        assertThat(header(buried, "exception.class.name")).contains("Exception");
        assertThat(header(buried, "exception.stacktrace")).contains("\tat ");
    }

    private static String header(ConsumerRecord<byte[], byte[]> buried, String name) {
        return new String(
                buried.headers().lastHeader("__connect.errors." + name).value(), StandardCharsets.UTF_8);
    }

    /** Bad magic byte, unknown schema id, cut short, one byte, nothing, tombstone, text, large rubbish. */
    private List<byte @Nullable []> poison() {
        byte[] good = format.encode(candidate("x"));
        byte[] magic = good.clone();
        magic[0] = 7;
        byte[] id = good.clone();
        id[1] = 99;
        byte[] rubbish = new byte[600_000];
        Arrays.fill(rubbish, (byte) 0xff);
        List<byte @Nullable []> kinds = new ArrayList<>();
        kinds.add(magic);
        kinds.add(id);
        kinds.add(Arrays.copyOf(good, good.length - 3));
        kinds.add(Arrays.copyOf(good, 5));
        kinds.add(new byte[] {0});
        kinds.add(new byte[0]);
        kinds.add(null);
        kinds.add("{\"id\":1}".getBytes(StandardCharsets.UTF_8));
        kinds.add(rubbish);
        return kinds;
    }

    /** Good and bad in turn, beginning and ending with a good one. Each third bad one has no key. */
    private void publishAround(Lane lane) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Broker.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i <= poison.size(); i++) {
                byte[] good = format.encode(candidate(lane.rank() + "-" + i));
                var _ = producer.send(new ProducerRecord<>(lane.topic(), new byte[] {1}, good));
                if (i < poison.size()) {
                    ProducerRecord<byte[], byte[]> bad = new ProducerRecord<>(lane.topic(), key(i), poison.get(i));
                    bad.headers().add("traceparent", new byte[] {1});
                    var _ = producer.send(bad);
                }
            }
        }
    }

    private static byte @Nullable [] key(int number) {
        return number % 3 == 0 ? null : new byte[] {(byte) 0xc3, (byte) number};
    }

    private static Candidate candidate(String id) {
        return Candidate.newBuilder()
                .setCollection("c")
                .setId(id)
                .setReason(Reason.MANUAL)
                .setOccurredAt(1)
                .build();
    }
}
