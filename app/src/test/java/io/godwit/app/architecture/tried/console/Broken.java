package io.godwit.app.architecture.tried.console;

import io.godwit.app.architecture.tried.search.SearchCluster;
import org.apache.avro.Schema;
import org.apache.kafka.common.TopicPartition;

/** Knows a module it may not know, Kafka and Avro, and writes to a cluster. */
public final class Broken {
    static final Class<?> KNOWN = io.godwit.app.architecture.tried.capture.Broken.class;
    static final Class<?> KAFKA = TopicPartition.class;
    static final Class<?> AVRO = Schema.class;

    static void write(SearchCluster cluster) {
        cluster.put("/_aliases");
    }
}
