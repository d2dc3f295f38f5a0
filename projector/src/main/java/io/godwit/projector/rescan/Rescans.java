package io.godwit.projector.rescan;

import io.godwit.flow.DeadLetters;
import io.godwit.flow.Delivery;
import io.godwit.flow.FlowSettings;
import io.godwit.flow.Lags;
import io.godwit.flow.Lane;
import io.godwit.flow.LaneFlow;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Lister;
import io.godwit.projector.listing.Slices;
import io.godwit.projector.source.Patience;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.avro.Slice;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * Carries out rescans: what is newer than the last sequence number listed goes to the edits; where records may have
 * vanished, the ids of the follower are compared with the source's. Those that wait together are done together. A rescan
 * is acknowledged when all of that is published, so the lag of its topic is the number of rescans still open.
 *
 * <p>The id diff must not run before the follower has everything that was on its way when the rescan began: a record that
 * is gone at the source and arrives late would not be found. So it waits for the lanes, and for the listing to end.
 */
public final class Rescans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rescans.class);
    private static final Duration LANES_POLL = Duration.ofSeconds(1);
    private static final Duration GENERATION_SETTLE = Duration.ofSeconds(6);
    private static final long IDLE_MS = 200;

    private final ProjectorSettings settings;
    private final Definitions definitions;
    private final BooleanSupplier listingFinished;
    private final Lister lister;
    private final IdDiff idDiff;
    private final Lags lags;
    private final Publisher<Change> edits;
    private final Publisher<Candidate> candidates;
    private final Publisher<Rescan> followUps;
    private final DeadLetters deadLetters;
    private final LaneFlow<Rescan> flow;
    private final BlockingQueue<Delivery<Rescan>> inbox = new LinkedBlockingQueue<>();
    private final Patience patience;
    private final Thread thread;
    private final Disposable subscription;
    private volatile boolean closed;

    private Rescans(
            ProjectorSettings settings, Definitions definitions, Slices slices, BooleanSupplier listingFinished) {
        Topics topics = settings.topics();
        this.settings = settings;
        this.definitions = definitions;
        this.listingFinished = listingFinished;
        this.patience = new Patience(() -> closed);
        this.lags = Lags.open(settings.kafka());
        this.edits = Publisher.open(
                settings.kafka(),
                PublisherSettings.bulk(topics.edits().name()),
                settings.wire().format(topics.edits().name(), Change.class)::encode);
        this.candidates = Publisher.open(
                settings.kafka(),
                PublisherSettings.bulk(topics.candidates().name()),
                settings.wire().format(topics.candidates().name(), Candidate.class)::encode);
        this.followUps = Publisher.open(
                settings.kafka(),
                PublisherSettings.lowLatency(topics.rescans().name()),
                settings.wire().format(topics.rescans().name(), Rescan.class)::encode);
        this.deadLetters =
                DeadLetters.open(settings.kafka(), topics.deadLetters().name(), "rescan");
        this.lister = new Lister(settings, edits, slices, Origin.RESCAN, () -> closed);
        this.idDiff = new IdDiff(settings, definitions, candidates, patience);
        this.flow = LaneFlow.open(
                settings.kafka(),
                FlowSettings.of(topics.rescansGroup(), new Lane(topics.rescans().name(), 0)),
                settings.wire().format(topics.rescans().name(), Rescan.class)::decode,
                deadLetters);
        this.thread = Thread.ofVirtual().name("rescans").start(this::loop);
        this.subscription = flow.deliveries()
                .subscribe(inbox::addAll, error -> LOG.atError().setCause(error).log("rescans stopped"));
    }

    /**
     * @param definitions not closed by this
     * @param slices not closed by this
     * @param listingFinished whether the backfill is on its lane, or there is none
     */
    public static Rescans start(
            ProjectorSettings settings, Definitions definitions, Slices slices, BooleanSupplier listingFinished) {
        return new Rescans(settings, definitions, slices, listingFinished);
    }

    @Override
    public void close() {
        closed = true;
        flow.close();
        subscription.dispose();
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

    private void loop() {
        try {
            while (!closed) {
                Delivery<Rescan> first = inbox.poll(IDLE_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Delivery<Rescan>> together = new ArrayList<>();
                    together.add(first);
                    inbox.drainTo(together);
                    attempt(together);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(List<Delivery<Rescan>> together) throws InterruptedException {
        try {
            awaitDue(together);
            rescan(together.stream().map(Delivery::value).toList());
            together.forEach(Delivery::acknowledge);
        } catch (RuntimeException e) {
            if (closed) {
                return;
            }
            LOG.atWarn().setCause(e).addKeyValue("rescans", together.size()).log("rescan failed, will be tried again");
            Thread.sleep(LANES_POLL);
            inbox.addAll(together);
        }
    }

    private static void awaitDue(List<Delivery<Rescan>> together) throws InterruptedException {
        long due = together.stream()
                .mapToLong(delivery -> delivery.value().getNotBefore())
                .max()
                .orElse(0);
        long wait = due - System.currentTimeMillis();
        if (wait > 0) {
            Thread.sleep(wait);
        }
    }

    private void rescan(List<Rescan> rescans) throws InterruptedException {
        Map<String, String> before = definitions.generations();
        definitions.refresh();
        Map<String, String> generations = definitions.generations();
        generations.forEach((collection, generation) -> {
            if (!generation.equals(before.get(collection))) {
                again(collection);
            }
        });
        Set<String> collections = new TreeSet<>();
        Set<String> withRemovals = new TreeSet<>();
        for (Rescan rescan : rescans) {
            Set<String> named = resolve(rescan.getCollection(), generations.keySet());
            collections.addAll(named);
            if (rescan.getRemovals()) {
                withRemovals.addAll(named);
            }
        }
        for (String collection : collections) {
            String generation = generations.get(collection);
            if (generation != null) {
                list(collection, generation);
            }
        }
        if (!withRemovals.isEmpty()) {
            awaitFollower();
            withRemovals.forEach(idDiff::run);
        }
    }

    /**
     * A collection that was made just now is rescanned once more: writes to it may have been interpreted before its new
     * generation was known everywhere, and dropped with the old one.
     */
    private void again(String collection) {
        long now = System.currentTimeMillis();
        followUps
                .publish(
                        collection,
                        Rescan.newBuilder()
                                .setCollection(collection)
                                .setRemovals(false)
                                .setDefinition(true)
                                .setReason("new generation")
                                .setNotBefore(now + GENERATION_SETTLE.toMillis())
                                .setOccurredAt(now)
                                .build())
                .join();
    }

    private void list(String collection, String generation) {
        for (Slice slice : lister.plan(collection, generation)) {
            lister.list(slice, _ -> {});
        }
    }

    /** Concrete collections of this flow that an expression names now. */
    private Set<String> resolve(String expression, Set<String> known) {
        if (expression.isEmpty()) {
            return known;
        }
        String path = "/" + SearchPath.encode(expression) + "/_settings/index.uuid?ignore_unavailable=true";
        SearchAnswer answer = patience.ask("resolving " + expression, () -> {
            SearchAnswer resolved = settings.from().get(path);
            return resolved.status() == 404 ? resolved : resolved.orRefuse();
        });
        Set<String> named =
                new TreeSet<>(answer.status() == 404 ? Set.of() : answer.json().propertyNames());
        named.retainAll(known);
        return named;
    }

    private void awaitFollower() throws InterruptedException {
        Topics topics = settings.topics();
        while (!closed && !listingFinished.getAsBoolean()) {
            Thread.sleep(LANES_POLL);
        }
        List<String> lanes = List.of(topics.edits().name(), topics.backfill().name());
        while (!closed && !lags.awaitPassed(topics.replayerGroup(), lanes, LANES_POLL)) {
            LOG.atDebug().log("id diff waits for the lanes");
        }
    }
}
