package io.godwit.capture.journal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records to the producer on a thread of its own, because {@code send} may block on metadata and on the producer's
 * buffer. {@link #send} itself never blocks: a full queue drops the record. Whatever the producer does, a record's future
 * is complete after the delivery time-out. Records are handed over in the order of the calls.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each future is looked at by its own callback
final class RecordSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordSender.class);
    private static final int QUEUE_RECORDS = 16_384;

    private final Producer<byte[], byte[]> producer;
    private final Duration delivery;
    private final Budget budget;
    private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(QUEUE_RECORDS);
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean lastFailed;

    RecordSender(Producer<byte[], byte[]> producer, Duration delivery, Budget budget) {
        this.producer = producer;
        this.delivery = delivery;
        this.budget = budget;
        this.thread = Thread.ofPlatform().name("capture-journal").daemon().start(this::run);
    }

    /** Whether the last record that came to an end was acknowledged; true before the first. */
    boolean healthy() {
        return !lastFailed;
    }

    /**
     * Sends one record.
     *
     * @param bytes of the budget that it has taken and that are given back when it comes to its end
     */
    void send(Outgoing record, long bytes) {
        record.acknowledged().whenComplete((done, failure) -> ended(record, bytes, failure));
        record.acknowledged().orTimeout(delivery.toMillis(), TimeUnit.MILLISECONDS);
        if (closed || !queue.offer(record)) {
            record.drop(new CaptureRefusedException(
                    closed ? "the journal is closed" : QUEUE_RECORDS + " records wait for Kafka already"));
        }
    }

    private void ended(Outgoing record, long bytes, @Nullable Throwable failure) {
        budget.give(bytes);
        lastFailed = failure != null;
        if (failure instanceof TimeoutException) {
            record.drop(failure);
        }
        if (failure != null) {
            LOG.atDebug()
                    .addKeyValue("topicName", record.topic())
                    .addKeyValue("error", failure.toString())
                    .log("record not acknowledged");
        }
    }

    private void run() {
        while (!closed || !queue.isEmpty()) {
            try {
                Outgoing record = queue.poll(100, TimeUnit.MILLISECONDS);
                if (record != null && record.handOver()) {
                    handOver(record);
                }
            } catch (InterruptedException e) {
                // close() gave up waiting: what is left is dropped there
                return;
            }
        }
    }

    private void handOver(Outgoing record) {
        try {
            byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
            producer.send(
                    new ProducerRecord<>(record.topic(), record.partition(), key, record.value()),
                    (metadata, failure) -> settle(record, failure));
        } catch (Throwable e) {
            // one record's failure, whatever it is, must not end the thread that sends all of them
            settle(record, e);
        }
    }

    private static void settle(Outgoing record, @Nullable Throwable failure) {
        if (failure == null) {
            record.acknowledged().complete(null);
        } else {
            record.drop(failure);
        }
    }

    /** Hands over what is queued, for at most {@code atMost}, and drops the rest; the producer stays open. */
    void close(Duration atMost) {
        closed = true;
        try {
            if (!thread.join(atMost)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Outgoing left = queue.poll(); left != null; left = queue.poll()) {
            left.drop(new CaptureRefusedException("the journal is closed"));
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
