package io.godwit.app.demo;

import io.godwit.schemas.RecordKey;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All clients of the demo, writing through one address until they are stopped. */
final class DemoLoad implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoLoad.class);
    private static final int ADOPTED_BY_EACH = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AFTER_OUTAGE = Duration.ofMillis(100);

    private final List<DemoClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<SearchCluster> connections = new ArrayList<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final SharedWrites shared = new SharedWrites();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Settings settings;
    private volatile boolean stopping;
    private volatile boolean closed;

    /**
     * What kind of load.
     *
     * @param clients how many write at once
     * @param perSecond operations of all of them together
     * @param documents how many documents the source holds at the start
     * @param outages whether a client that gets no answer goes on with something else once there are answers again;
     *     otherwise it has seen an error and ends
     */
    record Settings(int clients, int perSecond, int documents, long seed, boolean outages) {
        Settings(int clients, int perSecond, int documents, long seed) {
            this(clients, perSecond, documents, seed, false);
        }
    }

    private DemoLoad(Settings settings) {
        this.settings = settings;
    }

    /** Clients that speak the source's dialect begin to write to {@code address}. */
    static DemoLoad start(URI address, Flavour source, Settings settings) {
        DemoLoad load = new DemoLoad(settings);
        DemoDocuments documents = new DemoDocuments(settings.seed());
        for (int number = 0; number < settings.clients(); number++) {
            SearchCluster connection = SearchCluster.at(address, PATIENCE);
            load.connections.add(connection);
            DemoClient client = new DemoClient(
                    number, connection, new DemoDialect(source.typed()), documents, load.shared, settings.seed());
            adopt(client, settings);
            load.clients.add(client);
            boolean scripted = source.product() == Flavour.Product.OPENSEARCH;
            long pauseNanos = 1_000_000_000L * settings.clients() / settings.perSecond();
            load.threads.add(Thread.ofVirtual()
                    .name("demo-client-" + number)
                    .start(() -> load.write(client, new OpenSearchOperations(client), scripted, pauseNanos)));
        }
        return load;
    }

    private static void adopt(DemoClient client, Settings settings) {
        for (int i = 0; i < ADOPTED_BY_EACH; i++) {
            int n = i * settings.clients() + client.number;
            if (n < settings.documents()) {
                client.adopt(n);
            }
        }
    }

    /** How many requests got no answer. */
    int unanswered() {
        return unanswered.get();
    }

    int operations() {
        return clients.stream().mapToInt(DemoClient::operations).sum();
    }

    /** Records that a client alone writes and that must be there, or must not; call after {@link #stop}. */
    List<RecordKey> records(boolean present) {
        return clients.stream()
                .flatMap(client -> client.expected.all().entrySet().stream())
                .filter(entry -> entry.getValue().isPresent() == present)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    /** Every client finishes what it is doing; after that its expectations stand. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Compares what the clients were promised with what {@code cluster} holds; call after {@link #stop}. */
    List<String> check(SearchCluster cluster, Flavour flavour) {
        return new Oracle(cluster, flavour.typed()).check(clients, shared);
    }

    @Override
    public void close() {
        closed = true;
        stopping = true;
        threads.forEach(Thread::interrupt);
        connections.forEach(SearchCluster::close);
    }

    private void write(DemoClient client, OpenSearchOperations more, boolean scripted, long pauseNanos) {
        long next = System.nanoTime();
        while (!stopping) {
            try {
                one(client, more, scripted);
            } catch (SearchUnavailableException e) {
                if (!settings.outages()) {
                    end(client, e);
                    return;
                }
                unanswered.incrementAndGet();
                awaitAnswers(client);
            } catch (RuntimeException e) {
                end(client, e);
                return;
            }
            next = Math.max(next + pauseNanos, System.nanoTime() - 4 * pauseNanos);
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void awaitAnswers(DemoClient client) {
        while (!stopping) {
            LockSupport.parkNanos(AFTER_OUTAGE.toNanos());
            try {
                client.cluster.get("/");
                return;
            } catch (SearchUnavailableException e) {
                LOG.atTrace().setCause(e).log("still no answer");
            }
        }
    }

    /** After an answer it did not expect the client no longer knows what it was promised. */
    private void end(DemoClient client, RuntimeException error) {
        if (!closed) {
            errors.add("client " + client.number + ": " + error.getMessage());
            LOG.atError().setCause(error).addKeyValue("client", client.number).log("client saw an error");
        }
    }

    private static void one(DemoClient client, OpenSearchOperations more, boolean scripted) {
        int dice = client.random.nextInt(scripted ? 1000 : 900);
        if (dice >= 900) {
            oneOfMore(more, dice - 900);
            return;
        }
        switch (dice / 75) {
            case 0, 1 -> client.index();
            case 2 -> client.createWithServerMadeId();
            case 3 -> client.create();
            case 4, 5 -> client.partialUpdate();
            case 6 -> client.upsert();
            case 7 -> client.delete();
            case 8 -> client.deleteAndRecreate();
            case 9 -> client.indexWithRouting();
            case 10 -> client.bulk();
            default -> client.writeShared();
        }
    }

    /** A delete by query every ten seconds of all clients: each lets the ids of a whole index be compared. */
    private static void oneOfMore(OpenSearchOperations more, int dice) {
        if (dice < 2) {
            more.updateByQuery();
        } else if (dice < 3) {
            more.deleteByQuery();
        } else if (dice < 7) {
            more.createIndex();
        } else if (dice < 50) {
            more.indexThroughPipeline();
        } else {
            more.countWithScript();
        }
    }
}
