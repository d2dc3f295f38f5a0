package io.godwit.flow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks topics up before anything is read from or written to them. */
final class TopicLookup {
    private TopicLookup() {}

    /** The number of partitions all of them have; a {@link FlowSetupException} when one is missing or differs. */
    static int partitions(ClientProperties kafka, List<String> topics) {
        Map<String, Integer> found = new TreeMap<>();
        try (AdminChannel channel = AdminChannel.open(kafka)) {
            Map<String, KafkaFuture<TopicDescription>> answers =
                    channel.admin().describeTopics(topics).topicNameValues();
            answers.forEach((topic, answer) -> found.put(topic, count(channel, topic, answer)));
        }
        long counts = found.values().stream().distinct().count();
        if (counts != 1) {
            throw new FlowSetupException("lanes have " + found + " partitions; must all have the same number, because"
                    + " they are merged by partition; make the topics anew with equal partitions");
        }
        return found.values().iterator().next();
    }

    /** The largest batch the topic takes. */
    static int maxMessageBytes(ClientProperties kafka, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (AdminChannel channel = AdminChannel.open(kafka)) {
            return channel
                    .get(
                            "reading settings of topic '" + topic + "'",
                            channel.admin().describeConfigs(List.of(resource)).all())
                    .values()
                    .stream()
                    .map(config -> config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                    .mapToInt(entry -> Integer.parseInt(entry.value()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int count(AdminChannel channel, String topic, KafkaFuture<TopicDescription> answer) {
        String what = "describing topic '" + topic + "'";
        try {
            return channel.await(what, answer).partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new FlowSetupException("topic '" + topic + "' does not exist; create it first");
            }
            throw channel.refused(what, e);
        }
    }
}
