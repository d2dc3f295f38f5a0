package io.godwit.flow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks the topics of lanes up before anything is read from them. */
final class LaneTopics {
    private LaneTopics() {}

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
