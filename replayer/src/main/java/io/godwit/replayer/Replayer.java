package io.godwit.replayer;

import io.godwit.flow.DeadLetters;
import io.godwit.flow.FlowLimits;
import io.godwit.flow.FlowSettings;
import io.godwit.flow.Lane;
import io.godwit.flow.LaneFlow;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.replayer.sink.SearchSink;
import io.godwit.replayer.throttle.Throttle;
import io.godwit.replayer.tombstone.Tombstones;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Change;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * Merges the lanes of one flow and writes them to its target: edits first, each change until its outcome is final.
 * Several replayers of one flow share its partitions. Owns its threads and connections to Kafka, not the target's.
 */
public final class Replayer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replayer.class);
    private static final FlowLimits FLOW = new FlowLimits(28_000, 20_000, 96L << 20);
    static final int BACKFILL_RANK = 9;

    private final FencedSink sink;
    private final Tombstones tombstones;
    private final DeadLetters deadLetters;
    private final LaneFlow<Change> flow;
    private final Throttle throttle;
    private final Writer writer;
    private final Sweep sweep;
    private final Disposable subscription;
    private final OwnedPartitions owned;
    private volatile @Nullable Throwable failure;

    private Replayer(ReplayerSettings settings) {
        Topics topics = settings.topics();
        this.tombstones = Tombstones.open(settings.kafka(), topics, settings.wire());
        this.deadLetters =
                DeadLetters.open(settings.kafka(), topics.deadLetters().name(), "replayer");
        this.throttle = new Throttle(settings.limits().maxMbps());
        Fence fence = new Fence(settings.epoch(), settings.metadata(), tombstones);
        this.sink = new FencedSink(
                new SearchSink(
                        settings.target(),
                        collection -> settings.metadata()
                                .map(known -> known.typeOf(collection))
                                .orElse(null)),
                fence);
        this.writer = new Writer(sink, fence, tombstones, deadLetters, throttle, settings.limits());
        this.sweep = new Sweep(tombstones, sink);
        FlowSettings lanes = FlowSettings.of(
                        topics.replayerGroup(),
                        new Lane(topics.edits().name(), 0),
                        new Lane(topics.backfill().name(), BACKFILL_RANK))
                .withLimits(FLOW);
        this.owned = new OwnedPartitions(tombstones, () -> settings.metadata().ifPresent(Metadata::lead));
        this.flow = LaneFlow.open(
                settings.kafka(),
                lanes,
                settings.wire().format(topics.edits().name(), Change.class)::decode,
                deadLetters,
                owned);
        this.subscription = flow.deliveries().subscribe(writer::add, this::failed);
        var _ = writer.failure().thenAccept(this::leave);
    }

    public static Replayer start(ReplayerSettings settings) {
        return new Replayer(settings);
    }

    /** Other limits from now on; effective within a second. */
    public void limit(Limits limits) {
        throttle.limit(limits.maxMbps());
        writer.limit(limits.maxInflightRequests());
    }

    public ReplayProgress progress() {
        Throwable failed = failure;
        return failed == null ? writer.progress() : writer.progress("FAILED: " + failed.getMessage());
    }

    /** Whether it has the first partition, of which there is one owner among all replayers of the flow. */
    public boolean ownsFirstPartition() {
        return owned.hasFirst();
    }

    /** Why it has stopped for good; empty while it works. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Asserts every remembered removal again, at its own revision: what came back goes, what is newer stays. Blocks.
     *
     * @param epoch the flow's present one: removals of an earlier one are not asserted, since clients have written to this
     *     target meanwhile
     */
    public void sweep(int epoch) {
        sweep.run(epoch);
    }

    /**
     * Makes what was written to these collections findable for whoever searches the target; blocks.
     *
     * @return false if {@code atMost} passed before
     */
    public boolean refresh(Collection<String> collections, Duration atMost) {
        try {
            sink.refresh(collections).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the target was not refreshed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the target was refreshed", e);
        }
    }

    /** Finishes what is in hand, commits, and leaves. */
    @Override
    public void close() {
        flow.close();
        subscription.dispose();
        writer.close();
        tombstones.close();
        deadLetters.close();
    }

    /** Nothing is written any more: the partitions are for whoever still writes. */
    private void leave(Throwable error) {
        failed(error);
        subscription.dispose();
    }

    private void failed(Throwable error) {
        failure = error;
        LOG.atError().setCause(error).log("replayer stopped");
    }
}
