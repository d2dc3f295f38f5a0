package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class LaneGateTest {
    private static final int PARTITIONS = 2;
    private static final FlowLimits LIMITS = new FlowLimits(1_000, 400, 1_000_000);

    private final FlowLife life = new FlowLife();
    private final Set<Lane> paused = new HashSet<>();
    private final Laned edits = new Laned(new Lane("edits", 0));
    private final Laned manual = new Laned(new Lane("manual", 5));
    private final Laned backfill = new Laned(new Lane("backfill", 9));
    private final List<LaneReader> lanes = List.of(edits.reader, manual.reader, backfill.reader);

    @BeforeEach
    void everythingIsDrained() {
        for (Laned lane : List.of(edits, manual, backfill)) {
            lane.ends(0, 0);
        }
    }

    @Test
    void shouldOpenAllLanesWhenAllIsDrained() {
        apply();

        assertThat(edits.open()).containsExactlyInAnyOrder(0, 1);
        assertThat(manual.open()).containsExactlyInAnyOrder(0, 1);
        assertThat(backfill.open()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void shouldHoldLowerLanesOfThePartitionThatWaits() {
        edits.ends(0, 1);

        apply();

        assertThat(edits.open()).containsExactlyInAnyOrder(0, 1);
        assertThat(manual.open()).containsExactly(0);
        assertThat(backfill.open()).containsExactly(0);
    }

    @Test
    void shouldHoldOnlyTheLanesBelow() {
        manual.ends(3, 0);

        apply();

        assertThat(manual.open()).containsExactlyInAnyOrder(0, 1);
        assertThat(backfill.open()).containsExactly(1);
    }

    @Test
    void shouldHoldLowerLanesWhileTooMuchOfAHigherOneIsInFlight() {
        edits.partition(0).handOut(LaneGate.HIGHER_IN_FLIGHT + 1, 0);
        apply();
        assertThat(backfill.open()).containsExactly(1);

        edits.partition(0).settle(1, 0);
        apply();

        assertThat(backfill.open()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void shouldHoldAPausedLaneAndThoseBelow() {
        paused.add(manual.lane);

        apply();

        assertThat(edits.open()).containsExactlyInAnyOrder(0, 1);
        assertThat(manual.open()).isEmpty();
        assertThat(backfill.open()).isEmpty();
    }

    @Test
    void shouldHoldAPartitionThatIsNotReadyOrTooFarAhead() {
        backfill.partition(1).offsets().track(new long[LIMITS.maxInFlight()], LIMITS.maxInFlight());
        edits.notReady(0);

        apply();

        assertThat(edits.open()).containsExactly(1);
        assertThat(backfill.open()).containsExactly(0);
    }

    @Test
    void shouldLeaveRoomToTheHighestLane() {
        backfill.partition(0).handOut(LIMITS.maxInFlightLower(), 0);

        apply();

        assertThat(edits.open()).containsExactlyInAnyOrder(0, 1);
        assertThat(manual.open()).isEmpty();
        assertThat(backfill.open()).isEmpty();
    }

    private void apply() {
        Unpacking<String> unpacking = new Unpacking<>(String::new, poison -> CompletableFuture.completedFuture(null));
        Flux.<List<Delivery<String>>>create(
                        sink -> new LaneGate(lanes, LIMITS).apply(new HandOff<>(lanes.size(), unpacking, sink, life)))
                .subscribe()
                .dispose();
    }

    /** A lane with its consumer and two partitions that are ready. */
    private final class Laned {
        private final Lane lane;
        private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        private final LaneReader reader;

        Laned(Lane lane) {
            this.lane = lane;
            this.reader = new LaneReader(lane, consumer, () -> paused.contains(lane));
            consumer.assign(IntStream.range(0, PARTITIONS)
                    .mapToObj(reader::topicPartition)
                    .toList());
            IntStream.range(0, PARTITIONS).forEach(number -> {
                reader.add(new LanePartition(lane, reader.topicPartition(number), 0, life));
                partition(number).makeReady();
            });
        }

        LanePartition partition(int number) {
            return reader.partition(number).orElseThrow();
        }

        void notReady(int number) {
            reader.remove(number);
            reader.add(new LanePartition(lane, reader.topicPartition(number), 0, life));
        }

        void ends(long first, long second) {
            consumer.updateEndOffsets(
                    Map.of(new TopicPartition(lane.topic(), 0), first, new TopicPartition(lane.topic(), 1), second));
        }

        List<Integer> open() {
            return consumer.assignment().stream()
                    .filter(partition -> !consumer.paused().contains(partition))
                    .map(TopicPartition::partition)
                    .toList();
        }
    }
}
