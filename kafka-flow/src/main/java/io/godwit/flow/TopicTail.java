package io.godwit.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a whole topic from its beginning on a thread of its own, follows it, and knows when it has passed what was there
 * at some moment. Brokers that do not answer, and rights that are missing, are waited out; anything else ends it.
 */
final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final int MAX_POLL_RECORDS = 2_000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Consumer<ConsumerRecord<byte[], byte[]>> listener;
    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Goal> goals = new ConcurrentLinkedQueue<>();
    private final PassingFaults faults;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable KafkaUnavailableException failure;

    private TopicTail(
            String topic,
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Consumer<ConsumerRecord<byte[], byte[]>> listener) {
        this.topic = topic;
        this.faults = new PassingFaults(topic);
        this.consumer = consumer;
        this.partitions = partitions;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("tail-" + topic).unstarted(this::run);
    }

    /**
     * @param listener applies one record; what it throws is logged and counted
     * @param refused counts those
     */
    static TopicTail open(
            ClientProperties kafka,
            String topic,
            Consumer<ConsumerRecord<byte[], byte[]>> listener,
            AtomicLong refused) {
        int count = TopicLookup.partitions(kafka, List.of(topic));
        List<TopicPartition> partitions = IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        return start(
                topic,
                ConsumerSettings.follower(kafka, MAX_POLL_RECORDS),
                partitions,
                polled -> apply(polled, listener, refused));
    }

    /** @param consumer closed by the tail */
    static TopicTail start(
            String topic,
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Consumer<ConsumerRecord<byte[], byte[]>> listener) {
        TopicTail tail = new TopicTail(topic, consumer, partitions, listener);
        tail.thread.start();
        return tail;
    }

    /** Complete when everything that is in the topic now has been listened to. */
    CompletableFuture<Void> caughtUp() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        asked.add(done);
        consumer.wakeup();
        if (closed || failure != null) {
            refuseAll();
        }
        return done;
    }

    /** Waits for {@link #caughtUp()}; false when that took too long. */
    boolean awaitCaughtUp(Duration timeout) {
        try {
            caughtUp().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new KafkaUnavailableException("topic '" + topic + "' cannot be read to its end", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void apply(
            ConsumerRecord<byte[], byte[]> polled,
            Consumer<ConsumerRecord<byte[], byte[]>> listener,
            AtomicLong refused) {
        try {
            listener.accept(polled);
        } catch (RuntimeException | StackOverflowError e) {
            refused.incrementAndGet();
            LOG.atWarn()
                    .addKeyValue("topicName", polled.topic())
                    .addKeyValue("partition", polled.partition())
                    .addKeyValue("offset", polled.offset())
                    .addKeyValue("error", e.getClass().getName())
                    .log("record passed over");
        }
    }

    private void run() {
        try {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                turn();
            }
        } catch (Throwable e) {
            LOG.atError().setCause(e).addKeyValue("topicName", topic).log("topic is followed no more");
            failure = new KafkaUnavailableException("topic '" + topic + "' is followed no more", e);
        }
        closed = true;
        refuseAll();
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }

    private void turn() {
        try {
            setGoals();
            consumer.poll(goals.isEmpty() ? POLL : Duration.ofMillis(10)).forEach(listener);
            goals.removeIf(this::isReached);
        } catch (WakeupException e) {
            // somebody asks for something: look again
            LOG.atTrace().log("woken");
        } catch (KafkaException e) {
            faults.waitOut(e);
        }
    }

    /** A request stays until the ends are known, so being woken in between loses none. */
    private void setGoals() {
        for (CompletableFuture<Void> next = asked.peek(); next != null; next = asked.peek()) {
            goals.add(new Goal(consumer.endOffsets(partitions), next));
            asked.remove();
        }
    }

    private boolean isReached(Goal goal) {
        boolean reached = goal.ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || consumer.position(end.getKey()) >= end.getValue());
        if (reached) {
            goal.done.complete(null);
        }
        return reached;
    }

    private void refuseAll() {
        KafkaUnavailableException cause = failure;
        KafkaUnavailableException reason = cause == null
                ? new KafkaUnavailableException(
                        "reader of topic '" + topic + "' is closed", new IllegalStateException())
                : cause;
        goals.forEach(goal -> goal.done.completeExceptionally(reason));
        asked.forEach(done -> done.completeExceptionally(reason));
    }

    private record Goal(Map<TopicPartition, Long> ends, CompletableFuture<Void> done) {}
}
