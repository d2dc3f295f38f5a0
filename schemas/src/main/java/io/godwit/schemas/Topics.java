package io.godwit.schemas;

import java.util.List;
import java.util.Map;

/**
 * The names, partitions and settings of every topic of one flow. A migration has a forward flow (source to target) and,
 * from the first swing on, a back flow (target to source) whose topics carry {@code .back} in their names.
 *
 * @param flow prefix of the names: the migration's name, or that and {@code .back}
 * @param partitions number of partitions of everything that must be co-partitioned
 */
public record Topics(String flow, int partitions) {
    public static final int DEFAULT_PARTITIONS = 8;

    public Topics {
        if (!flow.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,199}")) {
            throw new IllegalArgumentException("migration name is '" + flow
                    + "'; must be 1 to 200 of a-z A-Z 0-9 . _ - and start with a letter or digit,"
                    + " because topic names begin with it");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions is " + partitions + "; must be at least 1");
        }
    }

    public static Topics of(String migration) {
        return new Topics(migration, DEFAULT_PARTITIONS);
    }

    /** The topics of the way back: clients write to the target, the source follows. */
    public Topics back() {
        return new Topics(flow + ".back", partitions);
    }

    /** Captured exchanges, keyed by exchange id. */
    public TopicSpec traffic() {
        return partitioned("traffic", TopicSpec.KEEP);
    }

    /** Lane 0: live edits, keyed by record. */
    public TopicSpec edits() {
        return partitioned("edits", TopicSpec.KEEP);
    }

    /** Lane 9: what the listing found, keyed by record. */
    public TopicSpec backfill() {
        return partitioned("backfill", TopicSpec.KEEP);
    }

    /** Records to be projected because of an edit (rank 0 of the candidates). */
    public TopicSpec candidates() {
        return partitioned("candidates", TopicSpec.KEEP);
    }

    /** Records to be projected to repair a difference (lower rank). */
    public TopicSpec repairs() {
        return partitioned("repairs", TopicSpec.KEEP);
    }

    /** Collections to be read again. One partition: rescans are few and must not overtake each other. */
    public TopicSpec rescans() {
        return single("rescans", TopicSpec.KEEP);
    }

    /** Gaps in the capture, for the verdict and the audit. */
    public TopicSpec gaps() {
        return single("gaps", TopicSpec.KEEP);
    }

    /** Definitions of collections and templates as they stand at the source. */
    public TopicSpec definitions() {
        return single("definitions", TopicSpec.COMPACTED);
    }

    /** Remembered removals. */
    public TopicSpec tombstones() {
        return partitioned("tombstones", TopicSpec.COMPACTED);
    }

    /** What the listing has done, per slice. */
    public TopicSpec listing() {
        return single("listing", TopicSpec.COMPACTED);
    }

    /** Changes given up, with Connect's headers. */
    public TopicSpec deadLetters() {
        return single("dlq", TopicSpec.DEAD_LETTERS);
    }

    /** Consumer group of the replayers: its lag on the lanes is what waits for the target. */
    public String replayerGroup() {
        return flow + ".replayer";
    }

    /** Application id of the traffic topology: its lag is what was captured and not interpreted yet. */
    public String trafficGroup() {
        return flow + ".traffic-projection";
    }

    /** Consumer group of the reprojection: its lag is what must still be read from the source. */
    public String reprojectionGroup() {
        return flow + ".reprojection";
    }

    /** Consumer group of the rescans. */
    public String rescansGroup() {
        return flow + ".rescan";
    }

    /** Every topic of this flow. */
    public List<TopicSpec> all() {
        return List.of(
                traffic(),
                edits(),
                backfill(),
                candidates(),
                repairs(),
                rescans(),
                gaps(),
                definitions(),
                tombstones(),
                listing(),
                deadLetters());
    }

    /** Topics that belong to the migration as a whole, not to one direction. */
    public List<TopicSpec> migrationWide() {
        return List.of(control(), workflow(), status());
    }

    public TopicSpec control() {
        return single("control", TopicSpec.KEEP);
    }

    public TopicSpec workflow() {
        return single("workflow", TopicSpec.KEEP);
    }

    public TopicSpec status() {
        return single("status", TopicSpec.COMPACTED);
    }

    private TopicSpec partitioned(String what, Map<String, String> config) {
        return new TopicSpec(flow + "." + what, partitions, config);
    }

    private TopicSpec single(String what, Map<String, String> config) {
        return new TopicSpec(flow + "." + what, 1, config);
    }
}
