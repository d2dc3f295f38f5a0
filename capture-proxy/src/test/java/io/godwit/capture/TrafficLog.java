package io.godwit.capture;

import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponseHead;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import io.godwit.schemas.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads back what was captured: everything of one flow from the beginning, with each call. */
final class TrafficLog implements AutoCloseable {
    private final String bootstrapServers;
    private final Topics flow;
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();

    /** One recorded part and where it lies. */
    record Part(int partition, String key, Traffic traffic) {}

    /** All parts of one exchange, in their order. */
    record Captured(String exchange, List<Part> parts) {
        Object outcome() {
            return parts.stream()
                    .map(part -> part.traffic().getEvent())
                    .filter(event -> !(event instanceof RequestHead) && !(event instanceof RequestPart))
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> new AssertionError("no outcome of " + exchange));
        }

        boolean settled() {
            return parts.stream().anyMatch(part -> switch (part.traffic().getEvent()) {
                case ResponsePart answer -> answer.getLast();
                case Unknown _, NotSent _ -> true;
                default -> false;
            });
        }

        RequestHead request() {
            return only(RequestHead.class);
        }

        ResponseHead answer() {
            return only(ResponseHead.class);
        }

        /** The request's body, when all of it was recorded in order. */
        byte[] requestBody() {
            return body(RequestPart.class, RequestPart::getIndex, RequestPart::getLast, RequestPart::getBody);
        }

        byte[] answerBody() {
            return body(ResponsePart.class, ResponsePart::getIndex, ResponsePart::getLast, ResponsePart::getBody);
        }

        <T> List<T> all(Class<T> type) {
            return parts.stream()
                    .map(part -> part.traffic().getEvent())
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }

        private <T> T only(Class<T> type) {
            List<T> all = all(type);
            if (all.size() != 1) {
                throw new AssertionError(all.size() + " of " + type.getSimpleName() + " in " + exchange);
            }
            return all.getFirst();
        }

        private <T> byte[] body(
                Class<T> type, Function<T, Integer> index, Function<T, Boolean> last, Function<T, ByteBuffer> body) {
            List<T> all = all(type);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int i = 0; i < all.size(); i++) {
                T part = all.get(i);
                if (index.apply(part) != i || last.apply(part) != (i == all.size() - 1)) {
                    throw new AssertionError("part " + i + " of " + exchange + " is " + part);
                }
                byte[] bytes = new byte[body.apply(part).remaining()];
                body.apply(part).duplicate().get(bytes);
                whole.writeBytes(bytes);
            }
            return whole.toByteArray();
        }
    }

    TrafficLog(String bootstrapServers, Topics flow) {
        this.bootstrapServers = bootstrapServers;
        this.flow = flow;
    }

    /** Everything recorded, barriers too, in the order of each partition. */
    List<Part> parts() {
        var format = Wire.embedded().format(flow.traffic().name(), Traffic.class);
        return read(flow.traffic().name(), flow.traffic().partitions()).stream()
                .map(record -> new Part(record.partition(), record.key(), format.decode(record.value())))
                .toList();
    }

    /** The exchanges, in the order of their beginning within a partition. */
    List<Captured> exchanges() {
        Map<String, List<Part>> byExchange = parts().stream()
                .filter(part -> !(part.traffic().getEvent() instanceof Barrier))
                .collect(Collectors.groupingBy(
                        part -> part.traffic().getExchange(), LinkedHashMap::new, Collectors.toList()));
        return byExchange.entrySet().stream()
                .map(entry -> new Captured(entry.getKey(), entry.getValue()))
                .toList();
    }

    Captured exchangeOf(String uri) {
        List<Captured> found = exchanges().stream()
                .filter(captured -> captured.all(RequestHead.class).stream()
                        .anyMatch(head -> head.getUri().equals(uri)))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " exchanges of " + uri);
        }
        return found.getFirst();
    }

    List<Part> barriers() {
        return parts().stream()
                .filter(part -> part.traffic().getEvent() instanceof Barrier)
                .toList();
    }

    List<Gap> gaps() {
        var format = Wire.embedded().format(flow.gaps().name(), Gap.class);
        return read(flow.gaps().name(), flow.gaps().partitions()).stream()
                .map(record -> format.decode(record.value()))
                .toList();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        followed.values().forEach(Followed::close);
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic, int partitions) {
        return followed.computeIfAbsent(topic, name -> new Followed(bootstrapServers, name, partitions))
                .read();
    }

    /** One topic, of which each record is fetched once. */
    private static final class Followed implements AutoCloseable {
        private final KafkaConsumer<String, byte[]> consumer;
        private final List<TopicPartition> all;
        private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

        Followed(String bootstrapServers, String topic, int partitions) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
        }

        /** Everything from the beginning to the end of this moment; a wait that is given up may still be in here. */
        synchronized List<ConsumerRecord<String, byte[]>> read() {
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return List.copyOf(records);
        }

        @Override
        public synchronized void close() {
            consumer.close();
        }
    }
}
