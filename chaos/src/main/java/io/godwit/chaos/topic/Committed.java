package io.godwit.chaos.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** How far groups have come. */
final class Committed {
    private Committed() {}

    /** Committed offsets of all these groups together; they share no partitions. A group that is not there has none. */
    static Map<TopicPartition, Long> of(String bootstrapServers, Collection<String> groups) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (String group : groups) {
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .forEach((partition, commit) -> {
                            if (commit != null) {
                                committed.put(partition, commit.offset());
                            }
                        });
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read the commits of " + groups, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the commits of " + groups, e);
        }
        return committed;
    }
}
