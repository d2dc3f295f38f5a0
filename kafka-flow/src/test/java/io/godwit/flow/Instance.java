package io.godwit.flow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;

/** A flow with its dead letters and a subscriber that remembers what it got. */
final class Instance implements AutoCloseable {
    final List<Delivery<String>> deliveries = new CopyOnWriteArrayList<>();
    final LaneFlow<String> flow;
    private final DeadLetters deadLetters;
    private final Subscriber subscriber;

    private Instance(LaneFlow<String> flow, DeadLetters deadLetters, Consumer<Delivery<String>> handler) {
        this.flow = flow;
        this.deadLetters = deadLetters;
        this.subscriber = new Subscriber(handler);
    }

    static Instance start(FlowSettings settings, String deadLetters, Consumer<Delivery<String>> handler) {
        return start(Broker.kafka(), settings, deadLetters, handler, PartitionOwner.NOTHING);
    }

    static Instance start(
            ClientProperties kafka,
            FlowSettings settings,
            String deadLetters,
            Consumer<Delivery<String>> handler,
            PartitionOwner owner) {
        DeadLetters letters = DeadLetters.open(kafka, deadLetters, "tester");
        LaneFlow<String> flow = LaneFlow.open(kafka, settings, Instance::decode, letters, owner);
        Instance instance = new Instance(flow, letters, handler);
        flow.deliveries().subscribe(instance.subscriber);
        return instance;
    }

    static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("poison")) {
            throw new IllegalArgumentException("is " + text);
        }
        return text;
    }

    List<String> values() {
        return deliveries.stream().map(Delivery::value).toList();
    }

    @Nullable
    Throwable failure() {
        return subscriber.failure;
    }

    boolean isCompleted() {
        return subscriber.completed;
    }

    void cancel() {
        subscriber.cancel();
    }

    @Override
    public void close() {
        flow.close();
        deadLetters.close();
    }

    private final class Subscriber extends BaseSubscriber<List<Delivery<String>>> {
        private final Consumer<Delivery<String>> handler;
        volatile @Nullable Throwable failure;
        volatile boolean completed;

        Subscriber(Consumer<Delivery<String>> handler) {
            this.handler = handler;
        }

        @Override
        protected void hookOnNext(List<Delivery<String>> batch) {
            deliveries.addAll(batch);
            batch.forEach(handler);
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
