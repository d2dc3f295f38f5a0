package io.godwit.sandbox;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The door: real servers on this machine, for the demo, the tests and the benches.
 *
 * <p>{@link #kafka()} and {@link #search(SearchVersion)} give servers that are shared by everything in this JVM: use
 * names of your own for topics and indices, and never kill, freeze or stop them. The {@code start…} methods give servers
 * of your own. All of them are on loopback, and end with this JVM, however it ends. A server that is not on this machine
 * yet is fetched by Maven on its first use.
 */
public final class Sandbox {
    private static final Map<SearchVersion, SearchServer> SEARCH = new EnumMap<>(SearchVersion.class);
    private static final Object KAFKA_LOCK = new Object();
    private static @Nullable KafkaServer kafka;

    private Sandbox() {}

    /** The shared cluster of one broker. */
    public static KafkaServer kafka() {
        synchronized (KAFKA_LOCK) {
            KafkaServer running = kafka;
            if (running == null) {
                running = startKafka(KafkaOptions.inProcess());
                kafka = running;
            }
            return running;
        }
    }

    /** A cluster of your own; returns when it serves. */
    public static KafkaServer startKafka(KafkaOptions options) {
        return KafkaCluster.start(options);
    }

    /** The shared search cluster of that version. */
    public static SearchServer search(SearchVersion version) {
        synchronized (SEARCH) {
            return SEARCH.computeIfAbsent(version, missing -> startSearch(SearchOptions.of(missing)));
        }
    }

    /** A search cluster of your own; returns when it serves and has its indices back. */
    public static SearchServer startSearch(SearchOptions options) {
        return SearchProcess.start(options);
    }
}
