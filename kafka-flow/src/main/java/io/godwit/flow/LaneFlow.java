package io.godwit.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Merges lanes into one stream of deliveries: for each partition number, records of a lower lane are delivered only while
 * every higher lane is drained. Instances with the same group id share the partition numbers; a key keeps its partition
 * number in every lane, so one instance owns it in all of them, and records of one key and lane come in their order.
 *
 * <p>Each record is delivered at least once: what is not acknowledged is delivered again. A record that cannot be decoded
 * goes to the dead letters, is acknowledged when Kafka has it there, and the next one is delivered.
 *
 * <p>One thread polls all lanes whether or not there is demand, so slow processing does not cost the membership; batches
 * are delivered on another thread of the flow, which may be blocked for the length of a batch.
 */
public final class LaneFlow<T> implements AutoCloseable {
    private final ClientProperties kafka;
    private final FlowSettings settings;
    private final Unpacking<T> unpacking;
    private final Ownership.Terms terms;
    private final FlowLife life = new FlowLife();
    private final Set<Lane> paused = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();
    private final AtomicBoolean subscribed = new AtomicBoolean();

    private LaneFlow(ClientProperties kafka, FlowSettings settings, Unpacking<T> unpacking, Ownership.Terms terms) {
        this.kafka = kafka;
        this.settings = settings;
        this.unpacking = unpacking;
        this.terms = terms;
    }

    /**
     * Checks that all lanes exist and have the same number of partitions (else {@link FlowSetupException}); blocks.
     * Nothing is read before {@link #deliveries()} is subscribed to.
     *
     * @param decoder bytes to value; what it throws makes the record a dead letter
     * @param deadLetters not closed by this flow
     */
    public static <T> LaneFlow<T> open(
            ClientProperties kafka, FlowSettings settings, Function<byte[], T> decoder, DeadLetters deadLetters) {
        return open(kafka, settings, decoder, deadLetters, PartitionOwner.NOTHING);
    }

    /** As above, and tells the owner which partitions are this instance's before their first delivery. */
    public static <T> LaneFlow<T> open(
            ClientProperties kafka,
            FlowSettings settings,
            Function<byte[], T> decoder,
            DeadLetters deadLetters,
            PartitionOwner owner) {
        int partitions = TopicLookup.partitions(
                kafka, settings.lanes().stream().map(Lane::topic).toList());
        return new LaneFlow<>(
                kafka,
                settings,
                new Unpacking<>(decoder, poison -> deadLetters.send(poison, "decode", poison.value())),
                new Ownership.Terms(settings.groupId(), partitions, settings.drainTimeout(), owner));
    }

    /**
     * The deliveries, a poll's worth of one lane per element. One subscriber, once. Ends with
     * {@link FlowFailedException} when the flow failed, completes when it was closed; cancelling closes it.
     */
    public Flux<List<Delivery<T>>> deliveries() {
        return Flux.create(this::start, FluxSink.OverflowStrategy.ERROR);
    }

    /** Delivers nothing more of this lane, and nothing of the lanes below it, until resumed. */
    public void pause(Lane lane) {
        requireOurs(lane);
        paused.add(lane);
    }

    /** Undoes {@link #pause}. */
    public void resume(Lane lane) {
        requireOurs(lane);
        paused.remove(lane);
    }

    /** What this instance sees of its own partitions. */
    public LaneLags lags() {
        Running now = running.get();
        return now == null ? LaneLags.NONE : now.loop.lags();
    }

    /**
     * Stops polling, waits up to the drain time-out for what is in flight, commits, leaves the group and completes the
     * deliveries; blocks until done. Repeated calls do nothing.
     */
    @Override
    public void close() {
        end(new Ending.Drained());
    }

    /** As if the process had died: nothing is waited for or committed. For tests of what that does to others. */
    void kill(boolean silently) {
        end(new Ending.Killed(silently));
    }

    private void end(Ending how) {
        life.end(how);
        Running now = running.get();
        if (now != null && !now.thread.equals(Thread.currentThread())) {
            now.await();
        }
    }

    private void start(FluxSink<List<Delivery<T>>> sink) {
        if (!subscribed.compareAndSet(false, true)) {
            sink.error(new IllegalStateException("flow '" + settings.groupId() + "' has its subscriber already"));
            return;
        }
        HandOff<T> handOff = new HandOff<>(settings.lanes().size(), unpacking, sink, life);
        sink.onRequest(more -> handOff.wake());
        sink.onDispose(() -> life.end(new Ending.Drained()));
        PollLoop loop;
        try {
            loop = assemble(handOff);
        } catch (KafkaException e) {
            sink.error(new FlowFailedException("consumers of flow '" + settings.groupId() + "' not made", e));
            return;
        }
        Thread polling = Thread.ofPlatform()
                .daemon()
                .name("flow-poll-" + settings.groupId())
                .unstarted(loop);
        running.set(new Running(loop, polling));
        polling.start();
        Thread.ofPlatform().daemon().name("flow-deliver-" + settings.groupId()).start(handOff);
    }

    private PollLoop assemble(HandOff<T> handOff) {
        List<LaneReader> readers = new ArrayList<>();
        try {
            settings.lanes().forEach(lane -> readers.add(reader(lane, readers.isEmpty())));
        } catch (KafkaException e) {
            readers.forEach(reader -> reader.consumer().close(CloseOptions.timeout(Duration.ZERO)));
            throw e;
        }
        Commits commits = new Commits(readers, settings.commitInterval());
        Ownership ownership = new Ownership(readers, commits, handOff, life, terms);
        return new PollLoop(readers, new LaneGate(readers, settings.limits()), handOff, commits, ownership, life);
    }

    private LaneReader reader(Lane lane, boolean highest) {
        FlowLimits limits = settings.limits();
        Consumer<byte[], byte[]> consumer = highest
                ? ConsumerSettings.member(kafka, settings.groupId(), limits.highestPoll())
                : ConsumerSettings.reader(kafka, limits.lowerPoll());
        return new LaneReader(lane, consumer, () -> paused.contains(lane));
    }

    private void requireOurs(Lane lane) {
        if (!settings.lanes().contains(lane)) {
            throw new IllegalArgumentException("lane is " + lane + "; must be one of " + settings.lanes());
        }
    }

    private record Running(PollLoop loop, Thread thread) {
        void await() {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
