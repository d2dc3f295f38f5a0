package io.godwit.projector.rescan;

import io.godwit.flow.DeadLetters;
import io.godwit.flow.Delivery;
import io.godwit.flow.FlowSettings;
import io.godwit.flow.Lags;
import io.godwit.flow.Lane;
import io.godwit.flow.LaneFlow;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Lister;
import io.godwit.projector.listing.Slices;
import io.godwit.projector.source.Patience;
import io.godwit.projector.source.WriteTasks;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Rescan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * Carries out rescans: what is newer than the last sequence number listed goes to the edits; where records may have
 * vanished, the ids of the follower are compared with the source's, and what only the follower has becomes candidates.
 * Those that wait together are done together; one that must not begin yet holds up none. While the source still works at
 * what a rescan follows, it is carried out again and again. A rescan is acknowledged when all of that is published, so the
 * lag of its topic tells whether rescans are still open.
 */
public final class Rescans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rescans.class);
    private static final long IDLE_MS = 100;

    private final Publisher<Change> edits;
    private final Publisher<Candidate> candidates;
    private final Publisher<Rescan> followUps;
    private final DeadLetters deadLetters;
    private final Patience patience;
    private final Lags lags;
    private final Lister lister;
    private final WriteTasks tasks;
    private final Round round;
    private final Removals removals;
    private final Awaited awaited;
    private final LaneFlow<Rescan> flow;
    private final BlockingQueue<Delivery<Rescan>> inbox = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Disposable subscription;
    private volatile boolean closed;
    private volatile @Nullable String problem;

    private Rescans(ProjectorSettings settings, Definitions definitions, Slices slices, Awaited awaited) {
        this.awaited = awaited;
        this.patience = new Patience(() -> closed);
        Topics topics = settings.topics();
        this.lags = Lags.open(settings.kafka());
        this.edits = publisher(
                settings, topics.edits(), settings.wire().format(topics.edits().name(), Change.class)::encode);
        this.candidates = publisher(
                settings,
                topics.candidates(),
                settings.wire().format(topics.candidates().name(), Candidate.class)::encode);
        this.followUps = publisher(
                settings,
                topics.rescans(),
                settings.wire().format(topics.rescans().name(), Rescan.class)::encode);
        this.deadLetters =
                DeadLetters.open(settings.kafka(), topics.deadLetters().name(), "rescan");
        this.lister = new Lister(settings, edits, slices, Origin.RESCAN, () -> closed);
        this.round =
                new Round(definitions, new Expressions(settings.from(), patience), lister, followUps, () -> closed);
        this.tasks = new WriteTasks(settings.from());
        this.removals = new Removals(settings, lags, new IdDiff(settings, candidates, patience), awaited);
        this.flow = LaneFlow.open(
                settings.kafka(),
                FlowSettings.of(topics.rescansGroup(), new Lane(topics.rescans().name(), 0))
                        .withDrainTimeout(Duration.ZERO),
                settings.wire().format(topics.rescans().name(), Rescan.class)::decode,
                deadLetters);
        this.thread = Thread.ofVirtual().name("rescans").start(this::loop);
        this.subscription = flow.deliveries().subscribe(inbox::addAll, this::failed);
    }

    /**
     * @param definitions not closed by this
     * @param slices not closed by this
     */
    public static Rescans start(ProjectorSettings settings, Definitions definitions, Slices slices, Awaited awaited) {
        return new Rescans(settings, definitions, slices, awaited);
    }

    /**
     * Has everything rescanned until those updates and deletes by query have ended that run now: what began before
     * capturing is on no traffic, and goes on behind the listing. Without effect when none runs. Blocks.
     */
    public void followWhatRuns() {
        boolean any = patience.ask("tasks", tasks::running).values().stream().anyMatch(WriteTasks.Task::byQuery);
        if (any) {
            long now = System.currentTimeMillis();
            followUps
                    .publish(
                            "",
                            Rescan.newBuilder()
                                    .setCollection("")
                                    .setRemovals(true)
                                    .setDefinition(false)
                                    .setReason("updates or deletes by query that began before capturing")
                                    .setNotBefore(0)
                                    .setOccurredAt(now)
                                    .setTask("")
                                    .build())
                    .join();
        }
    }

    /** Why rescans do not get done, in words; empty while they do. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** What is not done yet is done by the next instance. */
    @Override
    public void close() {
        closed = true;
        flow.close();
        subscription.dispose();
        removals.close();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        edits.close();
        candidates.close();
        followUps.close();
        deadLetters.close();
        lags.close();
    }

    private static <T> Publisher<T> publisher(
            ProjectorSettings settings, TopicSpec topic, Function<T, byte[]> encoder) {
        return Publisher.open(settings.kafka(), PublisherSettings.lowLatency(topic.name()), encoder);
    }

    private void failed(Throwable error) {
        problem = "the rescans have stopped, start again: " + error.getMessage();
        LOG.atError().setCause(error).log("rescans stopped");
    }

    private void loop() {
        List<OpenRescan> waiting = new ArrayList<>();
        try {
            while (!closed) {
                Delivery<Rescan> next = inbox.poll(IDLE_MS, TimeUnit.MILLISECONDS);
                for (; next != null; next = inbox.poll()) {
                    waiting.add(new OpenRescan(next));
                }
                waiting.removeIf(OpenRescan::isAbandoned);
                long now = System.currentTimeMillis();
                List<OpenRescan> due =
                        waiting.stream().filter(one -> one.isDue(now)).toList();
                if (!due.isEmpty() && awaited.listingPlanned()) {
                    waiting.removeAll(attempt(due));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failed(e);
        }
    }

    /**
     * Returns those that are done, or with the removals; the others are due again later. Where they fail together, each is
     * tried alone: one index that cannot be read keeps only its own rescans open.
     */
    private List<OpenRescan> attempt(List<OpenRescan> due) {
        try {
            List<OpenRescan> done = carryOut(due);
            problem = null;
            return done;
        } catch (RuntimeException e) {
            if (due.size() > 1 && !closed) {
                return due.stream()
                        .flatMap(one -> attempt(List.of(one)).stream())
                        .toList();
            }
            due.forEach(OpenRescan::later);
            if (!closed) {
                problem = "a rescan of '" + due.getFirst().rescan().getCollection() + "' fails again and again: "
                        + e.getMessage();
                LOG.atWarn().setCause(e).addKeyValue("rescans", due.size()).log("rescan failed, will be tried again");
            }
            return List.of();
        }
    }

    private List<OpenRescan> carryOut(List<OpenRescan> due) {
        // before anything is read: what is still under way now may come after the reading
        List<OpenRescan> last = due.stream().filter(one -> one.isLast(tasks)).toList();
        Round.Done done = round.carryOut(due.stream().map(OpenRescan::rescan).toList());
        due.forEach(OpenRescan::later);
        if (!done.whole()) {
            return List.of();
        }
        List<Delivery<Rescan>> open = new ArrayList<>();
        for (OpenRescan one : last) {
            CrashPoint.RESCAN_BEFORE_ACKNOWLEDGE.pass();
            if (one.rescan().getRemovals()) {
                open.add(one.delivery());
            } else {
                one.delivery().acknowledge();
            }
        }
        if (!open.isEmpty()) {
            removals.find(done.withRemovals(), open);
        }
        return last;
    }
}
