package io.godwit.flow;

import io.godwit.schemas.TopicSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Creates, checks and deletes topics. Blocks: for start-up, tear-down and threads that may. */
public final class TopicAdmin implements AutoCloseable {
    private final AdminChannel channel;

    private TopicAdmin(AdminChannel channel) {
        this.channel = channel;
    }

    /** Nothing is sent yet; an address that is none is a {@link KafkaUnavailableException}. */
    public static TopicAdmin open(ClientProperties kafka) {
        return new TopicAdmin(AdminChannel.open(kafka));
    }

    /**
     * Creates what is missing (replicas as the broker's default says) and checks the rest, also when several processes do
     * so at once. Topics that differ in partitions or in a setting of their spec are named together in one
     * {@link FlowSetupException}; nothing existing is changed.
     *
     * @throws KafkaUnavailableException when Kafka cannot be asked
     */
    public void ensure(List<TopicSpec> topics) {
        new TopicSetup(channel).ensure(topics);
    }

    /** @throws KafkaUnavailableException when no broker answers in time */
    public void requireAnswer(Duration atMost) {
        channel.requireAnswer(atMost);
    }

    /** Deletes these topics, those that exist, and waits until they are gone. */
    public void deleteAll(Collection<String> topics) {
        new TopicSetup(channel).deleteAll(topics);
    }

    /**
     * Takes their partitions from all members of these groups at once. Only for a caller who knows that whoever was a
     * member has died, and does not want to wait until Kafka notices.
     */
    public void expelDeadMembers(Collection<String> groupIds) {
        new DeadMembers(channel).expelFrom(groupIds);
    }

    @Override
    public void close() {
        channel.close();
    }
}
