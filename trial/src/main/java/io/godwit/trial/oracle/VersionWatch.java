package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the versions of a few records at the target all the time: each may only become newer. Outages of the target are
 * waited for; after anything else that goes wrong it goes on as well. Thread-safe.
 */
public final class VersionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VersionWatch.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(100);

    private final List<RecordKey> records;
    private final SearchCluster target;
    private final Thread thread;
    private final Map<RecordKey, Long> highest = new HashMap<>();
    private final Queue<String> wentBack = new ConcurrentLinkedQueue<>();
    private final AtomicLong samples = new AtomicLong();
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean closed;

    private VersionWatch(URI address, List<RecordKey> records) {
        this.records = records;
        this.target = SearchCluster.at(address, PATIENCE);
        this.thread = Thread.ofVirtual().name("version-watch").unstarted(this::watch);
    }

    /** Begins. The target must be one without mapping types. */
    public static VersionWatch start(URI target, List<RecordKey> records) {
        VersionWatch watch = new VersionWatch(target, records);
        watch.thread.start();
        return watch;
    }

    /** What was seen so far. */
    public Watched seen() {
        Optional<String> why = thread.isAlive() || closed ? failure : Optional.of("the watch has ended");
        return new Watched(true, samples.get(), List.copyOf(wentBack), why);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        target.close();
    }

    private void watch() {
        String question = JSON.writeValueAsString(
                Map.of("docs", records.stream().map(VersionWatch::question).toList()));
        while (!closed) {
            sample(question);
            LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
        }
    }

    private static Map<String, Object> question(RecordKey record) {
        Map<String, Object> one =
                new HashMap<>(Map.of("_index", record.collection(), "_id", record.id(), "_source", false));
        record.routing().ifPresent(routing -> one.put("routing", routing));
        return one;
    }

    /** As every get by id it sees what is not searchable yet. */
    private void sample(String question) {
        try {
            SearchAnswer answer = target.post("/_mget", question);
            if (answer.ok()) {
                JsonNode found = answer.json().path("docs");
                for (int i = 0; i < records.size(); i++) {
                    sampled(records.get(i), found.path(i));
                }
                failure = Optional.empty();
            }
        } catch (SearchUnavailableException e) {
            LOG.atTrace().setCause(e).log("target gives no answer");
        } catch (RuntimeException e) {
            failure = Optional.of(e.toString());
            LOG.atDebug().setCause(e).log("versions at the target cannot be read");
        }
    }

    private void sampled(RecordKey record, JsonNode found) {
        if (found.path("found").asBoolean(false)) {
            take(record, found.path("_version").asLong(-1));
        }
    }

    private void take(RecordKey record, long version) {
        samples.incrementAndGet();
        long before = highest.merge(record, version, Math::max);
        if (version < before) {
            wentBack.add(Instant.now() + " " + record + " had version " + version + " at the target, after " + before);
        }
    }
}
