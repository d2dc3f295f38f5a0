package io.godwit.schemas;

import java.util.Map;

/**
 * One topic as it must be.
 *
 * @param name full name
 * @param partitions exact number: another number at the broker is a start-up error
 * @param config topic settings that differ from the broker's
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {
    /** Kept for ever: a migration ends by deleting its topics, never by retention running out under it. */
    static final Map<String, String> KEEP = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            "-1",
            "retention.bytes",
            "-1",
            "max.message.bytes",
            "115343360");

    /** As kept, with room for the headers beside the largest record any other topic takes. */
    static final Map<String, String> DEAD_LETTERS = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            "-1",
            "retention.bytes",
            "-1",
            "max.message.bytes",
            "116391936");

    static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "max.message.bytes", "115343360", "min.compaction.lag.ms", "60000");

    public TopicSpec {
        config = Map.copyOf(config);
    }
}
