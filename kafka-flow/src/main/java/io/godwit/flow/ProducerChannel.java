package io.godwit.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One producer with its own account of bytes in flight. The account is kept below the producer's own buffer, and the
 * topic's metadata is fetched at the start and never forgotten, so {@link #send} does not block.
 */
final class ProducerChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProducerChannel.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final int REFUSE_FACTOR = 4;
    private static final int OVERHEAD = 64;

    private final KafkaProducer<byte[], byte[]> producer;
    private final long maxInFlightBytes;
    private final AtomicLong inFlightBytes = new AtomicLong();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    private ProducerChannel(KafkaProducer<byte[], byte[]> producer, long maxInFlightBytes) {
        this.producer = producer;
        this.maxInFlightBytes = maxInFlightBytes;
    }

    static ProducerChannel open(ClientProperties kafka, PublisherSettings settings) {
        int partitions = TopicLookup.partitions(kafka, List.of(settings.topic()));
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                kafka.producer(defaults(settings, TopicLookup.maxMessageBytes(kafka, settings.topic()))));
        try {
            LOG.atDebug()
                    .addKeyValue("topicName", settings.topic())
                    .addKeyValue("partitions", partitions)
                    .addKeyValue(
                            "leaders", producer.partitionsFor(settings.topic()).size())
                    .log("publishing");
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw new KafkaUnavailableException(
                    "topic '" + settings.topic() + "' cannot be looked up at " + kafka.bootstrapServers(), e);
        }
        return new ProducerChannel(producer, settings.maxInFlightBytes());
    }

    private static Map<String, Object> defaults(PublisherSettings settings, int maxMessageBytes) {
        Map<String, Object> ours = new HashMap<>();
        ours.put(ProducerConfig.ACKS_CONFIG, "all");
        ours.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        ours.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        ours.put(ProducerConfig.LINGER_MS_CONFIG, settings.linger().toMillis());
        // what is too large is refused here: a too large batch of two records makes the client split it for ever
        ours.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxMessageBytes);
        ours.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                2 * REFUSE_FACTOR * settings.maxInFlightBytes() + 2L * maxMessageBytes);
        ours.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        // bootstrapping again throws away what is known of the topic: sending would block while no broker can be
        // reached
        ours.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        ours.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ours.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return ours;
    }

    CompletableFuture<Void> send(String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        long size = OVERHEAD + size(key) + size(value);
        if (inFlightBytes.getAndAdd(size) >= REFUSE_FACTOR * maxInFlightBytes) {
            release(size);
            return CompletableFuture.failedFuture(new PublishFailedException(
                    "record for '" + topic + "' refused",
                    new IllegalStateException(REFUSE_FACTOR * maxInFlightBytes
                            + " bytes are in flight already; wait for room() before publishing more")));
        }
        CompletableFuture<Void> result = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> outgoing = new ProducerRecord<>(topic, key, value);
        headers.forEach(header -> outgoing.headers().add(new RecordHeader(header.name(), header.value())));
        try {
            var _ = producer.send(outgoing, (metadata, failure) -> settle(result, topic, size, failure));
        } catch (KafkaException | IllegalStateException e) {
            settle(result, topic, size, e);
        }
        return result;
    }

    private void settle(CompletableFuture<Void> result, String topic, long size, @Nullable Exception failure) {
        release(size);
        if (failure == null) {
            result.complete(null);
        } else {
            result.completeExceptionally(
                    new PublishFailedException("record for '" + topic + "' not acknowledged", failure));
        }
    }

    private void release(long size) {
        long left = inFlightBytes.addAndGet(-size);
        if (left < maxInFlightBytes && left + size >= maxInFlightBytes) {
            List<CompletableFuture<Void>> ready;
            synchronized (waiting) {
                ready = List.copyOf(waiting);
                waiting.clear();
            }
            ready.forEach(future -> future.complete(null));
        }
    }

    CompletableFuture<Void> room() {
        if (inFlightBytes.get() < maxInFlightBytes) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.add(future);
        }
        if (inFlightBytes.get() < maxInFlightBytes) {
            future.complete(null);
        }
        return future;
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private static long size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
