package io.godwit.trial;

import io.godwit.schemas.Side;
import io.godwit.search.SearchCluster;
import io.godwit.trial.client.Clients;
import io.godwit.trial.history.History;
import io.godwit.trial.oracle.Judgement;
import io.godwit.trial.oracle.Oracle;
import io.godwit.trial.oracle.VersionWatch;
import io.godwit.trial.oracle.Watched;
import io.godwit.trial.shop.ShopDocuments;
import java.util.List;
import java.util.Optional;

/**
 * Clients that write while a migration goes on, and the judgement at its end. The servers hold what
 * {@link io.godwit.trial.shop.Shop} fills them with. Clients live through any outage; they are told nothing of swings,
 * but the harness says when it begins one and where clients are after it. Thread-safe.
 */
public final class Trial implements AutoCloseable {
    private static final int WATCHED = 20;

    private final TrialSettings settings;
    private final History history;
    private final Clients clients;
    private final Optional<VersionWatch> watch;

    private Trial(TrialSettings settings, History history, Clients clients, Optional<VersionWatch> watch) {
        this.settings = settings;
        this.history = history;
        this.clients = clients;
        this.watch = watch;
    }

    /** Clients begin to write. */
    public static Trial start(TrialSettings settings) {
        History history = History.open(settings.directory(), settings.seed());
        try {
            return start(settings, history);
        } catch (RuntimeException e) {
            history.close();
            throw e;
        }
    }

    private static Trial start(TrialSettings settings, History history) {
        Clients clients =
                Clients.start(settings.proxies(), settings.source(), settings.seed(), settings.load(), history);
        try {
            Optional<VersionWatch> watch =
                    settings.watched().map(target -> VersionWatch.start(target, clients.hottest(WATCHED)));
            return new Trial(settings, history, clients, watch);
        } catch (RuntimeException e) {
            clients.close();
            throw e;
        }
    }

    /** Requests sent so far, in this piece of the run. */
    public long operations() {
        return clients.operations();
    }

    /** Operations on records sent so far, in this piece of the run: each item of a bulk is one. */
    public long recordOperations() {
        return history.begun();
    }

    /** Requests of which nobody knows whether they were executed, in this piece of the run. */
    public long unknown() {
        return clients.unknown();
    }

    /** Requests that were certainly not executed, in this piece of the run. */
    public long notExecuted() {
        return clients.notExecuted();
    }

    /** What clients saw and would not have seen without the migration; without outages, a missing answer as well. */
    public List<String> errors() {
        return clients.errors();
    }

    /** The harness is about to have clients moved. */
    public void swinging() {
        history.swinging();
    }

    /** Clients are on {@code side} now; the same side as before: they were not moved. */
    public void swung(Side side) {
        history.swung(side);
    }

    /** Waits until clients have done all operations that the settings ask for. */
    public void awaitDone() throws InterruptedException {
        clients.awaitDone();
    }

    /** Every client finishes what it is doing; after that what they were promised stands. */
    public void stop() throws InterruptedException {
        clients.stop();
    }

    /** Compares both sides, at rest, with each other and with what clients were promised; call after the end. */
    public Judgement judge(SearchCluster source, SearchCluster target) {
        ShopDocuments documents = new ShopDocuments(settings.seed());
        Oracle oracle = new Oracle(history, documents, settings.load().documents(), settings.directory());
        return oracle.judge(source, target, watch.map(VersionWatch::seen).orElse(Watched.NOT));
    }

    @Override
    public void close() {
        watch.ifPresent(VersionWatch::close);
        clients.close();
        history.close();
    }
}
