package io.godwit.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kafka client settings as the user gave them. A bare key goes to every client; {@code producer.}, {@code consumer.} and
 * {@code admin.} (for Kafka Streams also {@code main.consumer.} and its like) narrow it and win over the bare one. Settings
 * that would make Godwit lose, duplicate or reorder writes,
 * or that load foreign code, are refused together in one {@link IllegalArgumentException}; they are never silently
 * overridden.
 */
public final class ClientProperties {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String PRODUCER = "producer.";
    private static final String CONSUMER = "consumer.";
    private static final String ADMIN = "admin.";
    /** The last three are those of Kafka Streams for its own consumers. */
    private static final List<String> PREFIXES =
            List.of(PRODUCER, CONSUMER, ADMIN, "main.consumer.", "restore.consumer.", "global.consumer.");

    private final Map<String, String> given;

    private ClientProperties(Map<String, String> given) {
        this.given = new TreeMap<>(given);
    }

    /** Takes the user's settings; {@code bootstrap.servers} must be among them. */
    public static ClientProperties from(Map<String, String> settings) {
        List<String> problems = new ArrayList<>();
        if (settings.getOrDefault(BOOTSTRAP, "").isBlank()) {
            problems.add("bootstrap.servers is missing; must be host:port of a Kafka broker");
        }
        settings.forEach((key, value) -> UnsafeSettings.reason(bare(key), value)
                .ifPresent(reason -> problems.add(key + " is '" + UnsafeSettings.shown(key, value) + "'; " + reason)));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Kafka client settings: " + String.join(" | ", problems));
        }
        return new ClientProperties(settings);
    }

    /** No settings beside where the brokers are. */
    public static ClientProperties of(String bootstrapServers) {
        return from(Map.of(BOOTSTRAP, bootstrapServers));
    }

    public String bootstrapServers() {
        return given.getOrDefault(BOOTSTRAP, "");
    }

    /** As given, prefixes and all, for a client that has its own scheme (Kafka Streams). Holds secrets: never print it. */
    public Map<String, String> asGiven() {
        return Map.copyOf(given);
    }

    /** As given, for people: secrets are {@code [hidden]}. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>();
        given.forEach((key, value) -> shown.put(key, UnsafeSettings.shown(key, value)));
        return shown.toString();
    }

    /** For a producer: ours, the bare ones over them, and those for producers over these. Holds secrets: never print it. */
    public Map<String, Object> producer(Map<String, Object> ours) {
        return merged(PRODUCER, ours);
    }

    Map<String, Object> consumer(Map<String, Object> ours) {
        return merged(CONSUMER, ours);
    }

    Map<String, Object> admin(Map<String, Object> ours) {
        return merged(ADMIN, ours);
    }

    private Map<String, Object> merged(String prefix, Map<String, Object> ours) {
        Map<String, Object> merged = new HashMap<>(ours);
        given.forEach((key, value) -> {
            if (bare(key).equals(key)) {
                merged.put(key, value);
            }
        });
        given.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                merged.put(key.substring(prefix.length()), value);
            }
        });
        return merged;
    }

    private static String bare(String key) {
        for (String prefix : PREFIXES) {
            if (key.startsWith(prefix)) {
                return key.substring(prefix.length());
            }
        }
        return key;
    }
}
