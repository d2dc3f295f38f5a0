package io.godwit.projector.rescan;

import io.godwit.flow.Delivery;
import io.godwit.flow.Lags;
import io.godwit.projector.ProjectorSettings;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Rescan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what has vanished, on a thread of its own: it may have to wait long, and other rescans must not wait with it. The
 * id diff must not run before the follower has everything that was on its way when the rescan began: a record that is
 * gone at the source and arrives late would not be found. So it waits for the listing to end, and for the lanes.
 */
final class Removals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    private static final Duration LANES = Duration.ofMinutes(1);

    private final Topics topics;
    private final Lags lags;
    private final IdDiff idDiff;
    private final Awaited awaited;
    private final BlockingQueue<Work> inbox = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    Removals(ProjectorSettings settings, Lags lags, IdDiff idDiff, Awaited awaited) {
        this.topics = settings.topics();
        this.lags = lags;
        this.idDiff = idDiff;
        this.awaited = awaited;
        this.thread = Thread.ofVirtual().name("rescan-removals").start(this::loop);
    }

    private record Work(Set<String> collections, List<Delivery<Rescan>> rescans) {}

    /** Acknowledges the rescans when the removals of these collections are published. */
    void find(Set<String> collections, List<Delivery<Rescan>> rescans) {
        inbox.add(new Work(collections, rescans));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        List<Work> waiting = new ArrayList<>();
        try {
            while (!closed) {
                if (waiting.isEmpty()) {
                    waiting.add(inbox.take());
                }
                inbox.drainTo(waiting);
                Optional<Duration> worked = attempt(waiting);
                if (worked.isPresent()) {
                    waiting.clear();
                    rest(worked.get());
                } else {
                    Thread.sleep(POLL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As long as the last comparison took: comparing all ids must leave the source at least half of the time to its users. */
    private static void rest(Duration worked) throws InterruptedException {
        LOG.atInfo().addKeyValue("ms", worked.toMillis()).log("removals found");
        Thread.sleep(worked.compareTo(LONGEST_REST) < 0 ? worked : LONGEST_REST);
    }

    /** How long it has kept the clusters busy; empty when it must be tried again. */
    private Optional<Duration> attempt(List<Work> together) {
        try {
            if (!awaited.listingFinished() || !onTheirWayPassed()) {
                return Optional.empty();
            }
            long began = System.nanoTime();
            Set<String> collections = new TreeSet<>();
            together.forEach(work -> collections.addAll(work.collections()));
            for (String collection : collections) {
                int candidates = idDiff.run(collection);
                LOG.atInfo()
                        .addKeyValue("collection", collection)
                        .addKeyValue("candidates", candidates)
                        .log("ids compared");
            }
            together.forEach(work -> work.rescans().forEach(Delivery::acknowledge));
            return Optional.of(Duration.ofNanos(System.nanoTime() - began));
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.atWarn().setCause(e).addKeyValue("rescans", together.size()).log("id diff will be tried again");
            }
            return Optional.empty();
        }
    }

    /**
     * In the order in which a write goes through them: captured, answered, read from the source, written. A write whose
     * answer is still to come may be of a record that is gone by now, and would be written after the comparison.
     */
    private boolean onTheirWayPassed() {
        return passed(topics.trafficGroup(), topics.traffic(), topics.gaps())
                && awaited.awaitResolved(LANES)
                && passed(topics.trafficGroup(), topics.traffic(), topics.gaps())
                && passed(topics.reprojectionGroup(), topics.candidates(), topics.repairs())
                && passed(topics.replayerGroup(), topics.edits(), topics.backfill());
    }

    private boolean passed(String group, TopicSpec... what) {
        return lags.awaitPassed(group, Arrays.stream(what).map(TopicSpec::name).toList(), LANES);
    }
}
