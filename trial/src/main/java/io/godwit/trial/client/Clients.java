package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import io.godwit.search.Flavour;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.History;
import io.godwit.trial.history.Operation;
import io.godwit.trial.shop.Dialect;
import io.godwit.trial.shop.ShopDocuments;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** All clients of a trial, writing until they have done what they were told or are stopped. Thread-safe. */
public final class Clients implements AutoCloseable {
    private static final int ADOPTED_BY_EACH = 300;
    private static final Duration END = Duration.ofSeconds(10);

    private final List<Thread> threads = new ArrayList<>();
    private final Proxies proxies;
    private final Place place;
    private volatile boolean stopping;

    private Clients(Place place, Supplier<List<URI>> addresses) {
        this.place = place;
        this.proxies = new Proxies(addresses, place.load().patience());
    }

    /**
     * Clients that speak the source's dialect begin to write.
     *
     * @param addresses where to, as they are now
     * @param seed documents and choices follow from it
     */
    public static Clients start(Supplier<List<URI>> addresses, Flavour source, long seed, Load load, History history) {
        Place place = new Place(
                load, new SharedKeys(load), new Dialect(source.typed()), new ShopDocuments(seed), history, new Tally());
        Clients clients = new Clients(place, addresses);
        boolean scripted = source.product() == Flavour.Product.OPENSEARCH;
        List<TrialClient> all = new ArrayList<>();
        for (int number = 0; number < load.clients(); number++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + number + 1_000_003L * history.piece());
            ProxyLink link = new ProxyLink(clients.proxies, number);
            all.add(new TrialClient(number, place, link, random, scripted));
        }
        adopt(all, place);
        all.forEach(clients::run);
        return clients;
    }

    /** Requests sent so far. */
    public long operations() {
        return place.tally().requests.get();
    }

    /** Requests of which nobody knows whether they were executed. */
    public long unknown() {
        return place.tally().unknown.get();
    }

    /** Requests that were certainly not executed: refused by a proxy, or sent where nobody listened. */
    public long notExecuted() {
        return place.tally().notExecuted.get();
    }

    /** What clients saw and would not have seen without the migration. */
    public List<String> errors() {
        return place.tally().errors();
    }

    /** The records that are written most, the hottest first. */
    public List<RecordKey> hottest(int count) {
        return place.keys().hottest(Math.min(count, place.load().keys()));
    }

    /** Waits until all have done what they were told. */
    public void awaitDone() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Every client finishes what it is doing. */
    public void stop() throws InterruptedException {
        stopping = true;
        awaitDone();
    }

    @Override
    public void close() {
        stopping = true;
        threads.forEach(Thread::interrupt);
        proxies.close();
        try {
            awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever waits for an answer gets none any more; nobody writes into the history after that. */
    private void awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + END.toNanos();
        for (Thread thread : threads) {
            var unused = thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    private void run(TrialClient client) {
        threads.add(Thread.ofVirtual().name("trial-client-" + client.number()).start(() -> runToTheEnd(client)));
    }

    /** A client that writes no more although it should must not look like one that has nothing to tell. */
    private void runToTheEnd(TrialClient client) {
        boolean whole = false;
        try {
            client.run(this::mayGoOn, () -> stopping);
            whole = true;
        } finally {
            if (!whole) {
                place.tally().error("client " + client.number() + " ended early");
            }
        }
    }

    private boolean mayGoOn() {
        long limit = place.load().operations();
        return !stopping && (limit == 0 || operations() < limit);
    }

    /** In the first piece of a run everybody takes some of what was loaded; later what it left behind itself. */
    private static void adopt(List<TrialClient> clients, Place place) {
        if (place.history().piece() > 1) {
            Set<RecordKey> shared = place.keys().all();
            place.history().records().forEach((record, operations) -> {
                if (!shared.contains(record)) {
                    adoptAgain(operations, clients);
                }
            });
            return;
        }
        for (int n = 0; n < Math.min(place.keys().unshared(), ADOPTED_BY_EACH * clients.size()); n++) {
            clients.get(n % clients.size()).adopt(RecordKey.of(ShopDocuments.indexOf(n), ShopDocuments.idOf(n)));
        }
    }

    private static void adoptAgain(List<Operation> operations, List<TrialClient> clients) {
        Operation last = operations.getLast();
        boolean certain = operations.stream()
                .allMatch(operation -> operation.client() == last.client()
                        && operation.done().isPresent()
                        && !(operation.effect() instanceof Effect.Count));
        if (certain && !(last.effect() instanceof Effect.Remove) && last.client() < clients.size()) {
            clients.get(last.client()).adopt(last.record());
        }
    }
}
