package io.godwit.app.explain;

/**
 * Where something stands.
 *
 * @param topic full name
 * @param offset in the partition
 */
record Place(String topic, int partition, long offset) {

    /** Without the migration's name: {@code edits-3@17}, {@code back.edits-3@17}. */
    String brief(String migration) {
        String name = topic.startsWith(migration + ".") ? topic.substring(migration.length() + 1) : topic;
        return name + "-" + partition + "@" + offset;
    }

    /** {@code topic-partition@offset}. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
