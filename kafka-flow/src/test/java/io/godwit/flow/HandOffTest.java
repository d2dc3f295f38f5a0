package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

class HandOffTest {
    private static final Lane EDITS = new Lane("edits", 0);
    private static final Lane BACKFILL = new Lane("backfill", 9);

    private final FlowLife life = new FlowLife();
    private final List<Delivery<? extends Throwable>> buried = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> burial = new CompletableFuture<>();
    private final Seen seen = new Seen();
    private final HandOff<String> handOff;
    private final Thread thread;

    HandOffTest() {
        Unpacking<String> unpacking = new Unpacking<>(HandOffTest::decode, poison -> {
            buried.add(poison);
            return burial;
        });
        AtomicReference<@Nullable HandOff<String>> made = new AtomicReference<>();
        Flux.<List<Delivery<String>>>create(
                        sink -> {
                            HandOff<String> making = new HandOff<>(2, unpacking, sink, life);
                            sink.onRequest(more -> making.wake());
                            made.set(making);
                        },
                        FluxSink.OverflowStrategy.ERROR)
                .subscribe(seen);
        handOff = Objects.requireNonNull(made.get());
        thread = Thread.ofPlatform().daemon().start(handOff);
    }

    @AfterEach
    void stop() throws InterruptedException {
        handOff.end(new Ending.Drained());
        thread.join();
    }

    @Test
    void shouldLetAnEditOvertakeWhatIsPolledAndNotAskedFor() {
        handOff.put(1, polled(partition(BACKFILL, 0), "b1"));
        handOff.put(1, polled(partition(BACKFILL, 0), "b2"));
        handOff.put(0, polled(partition(EDITS, 0), "e1"));

        seen.request(2);

        await().untilAsserted(() -> assertThat(seen.values).containsExactly("e1", "b1"));
    }

    @Test
    void shouldHaveRoomForAFewPollsOfEachLane() {
        for (int i = 0; i < 4; i++) {
            assertThat(handOff.hasRoom(1)).isTrue();
            handOff.put(1, polled(partition(BACKFILL, 0), "b"));
        }

        assertThat(handOff.hasRoom(1)).isFalse();
        assertThat(handOff.hasRoom(0)).isTrue();
    }

    @Test
    void shouldTakeBackWhatNobodyHasSeen() {
        LanePartition lost = partition(EDITS, 0);
        LanePartition kept = partition(EDITS, 1);
        Polled both = new Polled(List.of(
                polled(lost, "lost").parts().getFirst(),
                polled(kept, "kept").parts().getFirst()));
        handOff.put(0, both);

        handOff.drop(Set.of(0));
        seen.request(5);

        await().untilAsserted(() -> assertThat(seen.values).containsExactly("kept"));
        assertThat(lost.inFlight()).isZero();
        assertThat(lost.offsets().finishedTo()).isZero();
        assertThat(kept.inFlight()).isEqualTo(1);
    }

    @Test
    void shouldNotDeliverWhatWasLostMeanwhile() {
        LanePartition lost = partition(EDITS, 0);
        handOff.put(0, polled(lost, "lost"));
        handOff.put(0, polled(partition(EDITS, 1), "kept"));
        lost.lose();

        seen.request(5);

        await().untilAsserted(() -> assertThat(seen.values).containsExactly("kept"));
    }

    @Test
    void shouldAcknowledgePoisonWhenItIsBuriedAndNotBefore() {
        LanePartition owner = partition(EDITS, 0);
        handOff.put(0, polled(owner, "a", "poison", "b"));

        seen.request(1);

        await().untilAsserted(() -> assertThat(seen.values).containsExactly("a", "b"));
        assertThat(buried).hasSize(1);
        seen.deliveries.forEach(Delivery::acknowledge);
        assertThat(owner.offsets().finishedTo()).isEqualTo(1);
        burial.complete(null);
        assertThat(owner.offsets().finishedTo()).isEqualTo(3);
        assertThat(owner.inFlight()).isZero();
        assertThat(owner.inFlightBytes()).isZero();
    }

    @Test
    void shouldEndTheFlowWhenPoisonCannotBeBuried() {
        LanePartition owner = partition(EDITS, 0);
        handOff.put(0, polled(owner, "poison"));
        seen.request(1);
        await().until(() -> !buried.isEmpty());

        burial.completeExceptionally(new IllegalStateException("no dead letters"));

        assertThat(life.ending()).get().isInstanceOf(Ending.Failed.class);
        assertThat(owner.offsets().finishedTo()).isZero();
        handOff.end(life.ending().orElseThrow());
        await().untilAsserted(() -> assertThat(seen.failure)
                .isInstanceOf(FlowFailedException.class)
                .hasStackTraceContaining("edits-0@0")
                .hasStackTraceContaining("no dead letters"));
    }

    @Test
    void shouldSettleADeliveryOnceHoweverOftenItIsAcknowledged() {
        LanePartition owner = partition(EDITS, 0);
        handOff.put(0, polled(owner, "a", "b"));
        seen.request(1);
        await().until(() -> seen.deliveries.size() == 2);

        seen.deliveries.getFirst().acknowledge();
        seen.deliveries.getFirst().acknowledge();

        assertThat(owner.inFlight()).isEqualTo(1);
        assertThat(owner.offsets().finishedTo()).isEqualTo(1);
    }

    @Test
    void shouldCompleteWhenTheFlowIsClosed() {
        handOff.end(new Ending.Drained());

        await().until(() -> seen.completed);
    }

    @Test
    void shouldTellTheSubscriberWhenDeliveringEndsWithAnError() {
        handOff.put(0, polled(partition(EDITS, 0), "broken"));

        seen.request(1);

        await().untilAsserted(() -> assertThat(seen.failure)
                .isInstanceOf(FlowFailedException.class)
                .hasRootCauseInstanceOf(NoClassDefFoundError.class));
        assertThat(life.ending()).get().isInstanceOf(Ending.Failed.class);
    }

    private LanePartition partition(Lane lane, int number) {
        return new LanePartition(lane, new TopicPartition(lane.topic(), number), 0, life);
    }

    private static Polled polled(LanePartition owner, String... values) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long[] offsets = new long[values.length];
        long bytes = 0;
        for (int i = 0; i < values.length; i++) {
            byte[] value = values[i].getBytes(StandardCharsets.UTF_8);
            offsets[i] = i;
            records.add(new ConsumerRecord<>(owner.lane().topic(), owner.number(), i, new byte[0], value));
            bytes += TrackedDelivery.size(records.getLast());
        }
        owner.handOut(values.length, bytes);
        Span span = owner.offsets().track(offsets, values.length);
        return new Polled(List.of(new Polled.Part(owner, span, records, bytes)));
    }

    private static String decode(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        if (text.equals("poison")) {
            throw new IllegalArgumentException("cannot be decoded");
        }
        if (text.equals("broken")) {
            throw new NoClassDefFoundError("not on the class path");
        }
        return text;
    }

    private static final class Seen extends BaseSubscriber<List<Delivery<String>>> {
        final List<Delivery<String>> deliveries = new CopyOnWriteArrayList<>();
        final List<String> values = new CopyOnWriteArrayList<>();
        volatile @Nullable Throwable failure;
        volatile boolean completed;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // asks for what the test asks for
        }

        @Override
        protected void hookOnNext(List<Delivery<String>> batch) {
            deliveries.addAll(batch);
            batch.forEach(delivery -> values.add(delivery.value()));
        }

        @Override
        protected void hookOnError(Throwable throwable) {
            failure = throwable;
        }

        @Override
        protected void hookOnComplete() {
            completed = true;
        }
    }
}
