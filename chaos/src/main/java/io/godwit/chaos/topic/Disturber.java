package io.godwit.chaos.topic;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes some records of some topics again onto their own partition, byte for byte: duplicates at once and late ones,
 * and others in another order. Topics that do not exist yet are taken up when they do. Works on a thread of its own.
 */
public final class Disturber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Disturber.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final Set<String> topics;
    private final Mischief mischief;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong again = new AtomicLong();
    private final Thread thread;
    private Set<TopicPartition> followed = Set.of();
    private long lookedAt;
    private volatile boolean stopping;

    private Disturber(String bootstrapServers, Set<String> topics, Mischief mischief) {
        this.topics = Set.copyOf(topics);
        this.mischief = mischief;
        this.consumer = Clients.consumer(bootstrapServers);
        this.producer = Clients.producer(bootstrapServers);
        this.thread = Thread.ofPlatform().name("disturber").daemon().unstarted(this::work);
    }

    /**
     * Begins with the first record of each topic.
     *
     * @param duplicates whether records come twice
     * @param reorders whether records come again in another order
     */
    public static Disturber start(
            String bootstrapServers, Set<String> topics, long seed, boolean duplicates, boolean reorders) {
        Disturber disturber = new Disturber(bootstrapServers, topics, new Mischief(seed, duplicates, reorders));
        disturber.thread.start();
        return disturber;
    }

    /** How many records came again so far. */
    public long again() {
        return again.get();
    }

    /** Publishes at once what was to come later, then ends; blocks until Kafka has it. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try (consumer;
                producer) {
            while (!stopping) {
                look();
                round();
            }
            mischief.rest().forEach(this::publish);
            producer.flush();
        } catch (KafkaException e) {
            LOG.atError().setCause(e).log("disturber ended early");
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (lookedAt != 0 && now - lookedAt < LOOK.toNanos()) {
            return;
        }
        lookedAt = now;
        Set<TopicPartition> there = partitions();
        if (!there.equals(followed)) {
            consumer.assign(there);
            Set<TopicPartition> fresh = new TreeSet<>(java.util.Comparator.comparing(TopicPartition::toString));
            fresh.addAll(there);
            fresh.removeAll(followed);
            consumer.seekToBeginning(fresh);
            followed = there;
        }
    }

    private Set<TopicPartition> partitions() {
        try {
            return consumer.listTopics(Duration.ofSeconds(30)).entrySet().stream()
                    .filter(topic -> topics.contains(topic.getKey()))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            LOG.atDebug().setCause(e).log("no broker to ask for topics, will ask again");
            return followed;
        }
    }

    private void round() {
        if (followed.isEmpty()) {
            pause();
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            mischief.see(record, System.currentTimeMillis()).forEach(this::publish);
        }
        List<ConsumerRecord<byte[], byte[]>> due = mischief.due(System.currentTimeMillis());
        due.forEach(this::publish);
    }

    private void publish(ConsumerRecord<byte[], byte[]> record) {
        again.incrementAndGet();
        var unused = producer.send(new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers()));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
