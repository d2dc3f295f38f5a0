package io.godwit.sandbox;

import java.util.List;

/**
 * A running Kafka cluster of one or three brokers, each of them a controller too.
 *
 * <p>What {@link Server} promises holds for all brokers together; {@link #brokers()} gives them one by one. After a
 * {@link #kill()} and {@link #restart()} all acknowledged records are there again. Brokers that run in this JVM cannot be
 * killed or frozen: these methods then throw {@link UnsupportedOperationException}.
 */
public interface KafkaServer extends Server {
    /** The value for {@code bootstrap.servers}. */
    String bootstrapServers();

    /** The brokers in the order of their node ids, which start at 1. */
    List<Server> brokers();
}
