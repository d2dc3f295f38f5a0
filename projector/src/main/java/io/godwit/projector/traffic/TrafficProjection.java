package io.godwit.projector.traffic;

import io.godwit.projector.ProjectorSettings;
import io.godwit.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interprets captured traffic: every exchange becomes changes, candidates, rescans or gaps. At least once: after a crash
 * an exchange may be interpreted again, which changes nothing, since its revisions are the same.
 */
public final class TrafficProjection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficProjection.class);
    private static final Duration CLOSE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaStreams streams;
    private final CollectionTable collections;
    private final PendingExchanges pending = new PendingExchanges();
    private volatile @Nullable Throwable lastFailure;

    private TrafficProjection(ProjectorSettings settings, TrafficTimes times, Path stateDirectory) {
        this.collections = CollectionTable.open(settings, times.generationSettle());
        this.streams = new KafkaStreams(
                TrafficTopology.of(settings.topics(), settings.wire(), collections, times, settings.epoch(), pending),
                properties(settings, stateDirectory));
        streams.setUncaughtExceptionHandler(error -> {
            lastFailure = error;
            LOG.atError().setCause(error).log("traffic thread failed, replaced by another");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /** Starts; interpretation begins as soon as Kafka has given it partitions. */
    public static TrafficProjection start(ProjectorSettings settings, TrafficTimes times, Path stateDirectory) {
        TrafficProjection projection = new TrafficProjection(settings, times, stateDirectory);
        projection.streams.start();
        return projection;
    }

    /**
     * Exchanges that are not resolved yet; 0 when every exchange that was read is resolved. Never 0 while it does not run:
     * nobody knows then.
     */
    public long pending() {
        Optional<Set<String>> here = tasks();
        here.ifPresent(pending::keepOnly);
        long known = pending.count();
        return here.isPresent() ? known : Math.max(1, known);
    }

    /**
     * Waits until every exchange that has been read by now is resolved, whatever comes after; blocks. What came of them is
     * in Kafka once the traffic that is there then is committed.
     *
     * @return false if {@code atMost} passed before
     * @throws CancellationException when interrupted
     */
    public boolean awaitResolved(Duration atMost) {
        long now = System.currentTimeMillis();
        while (!resolvedUpTo(now)) {
            if (System.currentTimeMillis() - now >= atMost.toMillis()) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** Not while it does not run: nobody knows then. */
    private boolean resolvedUpTo(long time) {
        Optional<Set<String>> here = tasks();
        here.ifPresent(pending::keepOnly);
        return here.isPresent() && pending.oldest() > time;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while exchanges were unresolved");
        }
    }

    /** Whether it runs and interprets. */
    public boolean healthy() {
        return tasks().isPresent();
    }

    /** The tasks that run here; empty when no thread runs, as after one has failed, whatever the state is said to be. */
    private Optional<Set<String>> tasks() {
        if (streams.state() != KafkaStreams.State.RUNNING) {
            return Optional.empty();
        }
        try {
            List<ThreadMetadata> running = streams.metadataForLocalThreads().stream()
                    .filter(thread -> thread.threadState().equals(KafkaStreams.State.RUNNING.name()))
                    .toList();
            return running.isEmpty()
                    ? Optional.empty()
                    : Optional.of(running.stream()
                            .flatMap(thread -> thread.activeTasks().stream())
                            .map(task -> task.taskId().toString())
                            .collect(Collectors.toSet()));
        } catch (IllegalStateException e) {
            // closed just now
            return Optional.empty();
        }
    }

    /** Why traffic is not interpreted, in words; empty while it is, and while it begins. */
    public Optional<String> problem() {
        return Optional.ofNullable(lastFailure)
                .filter(_ -> !healthy())
                .map(error -> "captured traffic is not interpreted: " + error);
    }

    @Override
    public void close() {
        // leaves the group, so that whoever comes next need not wait for the session to end
        streams.close(CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        collections.close();
    }

    private static Properties properties(ProjectorSettings settings, Path stateDirectory) {
        Topics topics = settings.topics();
        Properties properties = new Properties();
        properties.putAll(settings.kafka().asGiven());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.trafficGroup());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        properties.put(StreamsConfig.POLL_MS_CONFIG, 10);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 8 << 20);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 110 << 20);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 64L << 20);
        return properties;
    }
}
