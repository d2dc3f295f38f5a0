package io.godwit.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of Kafka cluster is wanted; start with {@link #inProcess()} or {@link #inJvm()}.
 *
 * @param place where its brokers run
 * @param brokers 1 or 3
 * @param data where its data lies; null: a temporary directory that goes with the server. A directory that was used
 *     before gives the same cluster again, with its data, its ports and its id
 * @param port of the first broker, the others follow; 0: free ones, or the ones recorded in {@code data}
 * @param jvm size of each broker's process; of no meaning in this JVM
 * @param settings broker settings that are added to, or replace, the sandbox's own
 */
public record KafkaOptions(
        Place place, int brokers, @Nullable Path data, int port, Jvm jvm, Map<String, String> settings) {
    /** Where the brokers run. */
    public enum Place {
        /** Each broker in a child process, which can be killed and frozen and dies with this JVM. */
        PROCESS,
        /** In this JVM, in a class loader of its own: the fastest start, but nothing to kill. */
        JVM
    }

    /** Checks and copies. */
    public KafkaOptions {
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("brokers is " + brokers + "; must be 1 or 3");
        }
        settings = Map.copyOf(settings);
    }

    /** One broker in a child process, on free ports and temporary data. */
    public static KafkaOptions inProcess() {
        return new KafkaOptions(Place.PROCESS, 1, null, 0, Jvm.quick(384), Map.of());
    }

    /** One broker in this JVM, on free ports and temporary data. */
    public static KafkaOptions inJvm() {
        return new KafkaOptions(Place.JVM, 1, null, 0, Jvm.quick(384), Map.of());
    }

    /** The same with that many brokers. */
    public KafkaOptions brokers(int count) {
        return new KafkaOptions(place, count, data, port, jvm, settings);
    }

    /** The same with its data there; the directory is made if needed and never removed. */
    public KafkaOptions data(Path directory) {
        return new KafkaOptions(place, brokers, directory, port, jvm, settings);
    }

    /** The same on that port. */
    public KafkaOptions port(int first) {
        return new KafkaOptions(place, brokers, data, first, jvm, settings);
    }

    /** The same with its processes sized so. */
    public KafkaOptions jvm(Jvm size) {
        return new KafkaOptions(place, brokers, data, port, size, settings);
    }

    /** The same with one more broker setting. */
    public KafkaOptions setting(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new KafkaOptions(place, brokers, data, port, jvm, more);
    }
}
