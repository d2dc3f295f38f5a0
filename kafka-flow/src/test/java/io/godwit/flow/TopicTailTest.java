package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicTailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TopicPartition PARTITION = new TopicPartition("log", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<Long> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void oneRecordWaits() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 1L));
        consumer.schedulePollTask(
                () -> consumer.addRecord(new ConsumerRecord<>("log", 0, 0, new byte[0], new byte[0])));
    }

    @Test
    void shouldGoOnAfterBrokersDidNotAnswerAndRightsWereMissing() {
        consumer.setOffsetsException(new TimeoutException("no broker answers"));
        consumer.setPollException(new TopicAuthorizationException(Set.of("log")));

        try (TopicTail tail =
                TopicTail.start("log", consumer, List.of(PARTITION), polled -> seen.add(polled.offset()))) {
            assertThat(tail.awaitCaughtUp(PATIENCE)).isTrue();
        }

        assertThat(seen).containsExactly(0L);
    }

    @Test
    void shouldTellWhoWaitsWhenItEndsWithAnError() {
        try (TopicTail tail = TopicTail.start("log", consumer, List.of(PARTITION), polled -> {
            throw new NoClassDefFoundError("not on the class path");
        })) {
            assertThat(tail.caughtUp())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(KafkaUnavailableException.class)
                    .withMessageContaining("is followed no more");
        }
    }
}
