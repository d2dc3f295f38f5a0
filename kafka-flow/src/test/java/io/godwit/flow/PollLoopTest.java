package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

class PollLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Lane EDITS = new Lane("edits", 0);
    private static final TopicPartition PARTITION = new TopicPartition(EDITS.topic(), 0);

    private final FlowLife life = new FlowLife();
    private final Faulty consumer = new Faulty();
    private final List<String> values = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Test
    void shouldGoOnWhereItWasAfterKafkaDidNotAnswerOrDidNotAllow() throws InterruptedException {
        consumer.setPollException(new TopicAuthorizationException(Set.of(EDITS.topic())));
        consumer.unanswered = 2;
        Thread thread = start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(values).containsExactly("1", "2"));
        await().atMost(PATIENCE)
                .until(() -> new OffsetAndMetadata(3)
                        .equals(consumer.committed(Set.of(PARTITION)).get(PARTITION)));
        assertThat(consumer.unanswered).isZero();
        assertThat(life.ending()).isEmpty();

        life.end(new Ending.Drained());
        thread.join();
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldFailWithWhatDoesNotPass() throws InterruptedException {
        consumer.setPollException(new KafkaException("a record that is broken at the broker"));

        start().join();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(failures)
                        .singleElement()
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
                        .hasRootCauseMessage("a record that is broken at the broker"));
    }

    /** Records 0 to 2 wait when the partition is assigned, of which the first is done. */
    private Thread start() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 3L));
        consumer.schedulePollTask(() -> {
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(1)));
            consumer.rebalance(List.of(PARTITION));
            for (int offset = 0; offset < 3; offset++) {
                byte[] value = Integer.toString(offset).getBytes(StandardCharsets.UTF_8);
                consumer.addRecord(new ConsumerRecord<>(EDITS.topic(), 0, offset, new byte[0], value));
            }
        });
        CompletableFuture<Thread> polling = new CompletableFuture<>();
        Flux.<List<Delivery<String>>>create(sink -> polling.complete(start(sink)), FluxSink.OverflowStrategy.ERROR)
                .subscribe(
                        batch -> batch.forEach(delivery -> {
                            values.add(delivery.value());
                            delivery.acknowledge();
                        }),
                        failures::add);
        return polling.join();
    }

    private Thread start(FluxSink<List<Delivery<String>>> sink) {
        Unpacking<String> unpacking = new Unpacking<>(
                bytes -> new String(bytes, StandardCharsets.UTF_8), poison -> CompletableFuture.completedFuture(null));
        HandOff<String> handOff = new HandOff<>(1, unpacking, sink, life);
        sink.onRequest(more -> handOff.wake());
        List<LaneReader> lanes = List.of(new LaneReader(EDITS, consumer, () -> false));
        Commits commits = new Commits(lanes, Duration.ofMillis(20));
        Ownership.Terms terms = new Ownership.Terms("group", 1, Duration.ofSeconds(10), PartitionOwner.NOTHING);
        PollLoop loop = new PollLoop(
                lanes,
                new LaneGate(lanes, FlowLimits.DEFAULT),
                handOff,
                commits,
                new Ownership(lanes, commits, handOff, life, terms),
                life);
        Thread.ofPlatform().daemon().start(handOff);
        return Thread.ofPlatform().daemon().start(loop);
    }

    /** Does not tell committed offsets for a while. */
    private static final class Faulty extends MockConsumer<byte[], byte[]> {
        private volatile int unanswered;

        Faulty() {
            super("earliest");
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                Set<TopicPartition> partitions, Duration timeout) {
            if (unanswered > 0) {
                unanswered--;
                throw new TimeoutException("no coordinator answers");
            }
            return super.committed(partitions, timeout);
        }
    }
}
