package io.godwit.flow;

import io.godwit.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Brings topics to what their specs say, or says why they are not. */
final class TopicSetup {
    private static final int ATTEMPTS = 600;
    private static final long PAUSE_MS = 100;

    private final AdminChannel channel;

    TopicSetup(AdminChannel channel) {
        this.channel = channel;
    }

    void ensure(List<TopicSpec> topics) {
        Set<String> names = topics.stream().map(TopicSpec::name).collect(Collectors.toCollection(TreeSet::new));
        Map<String, TopicDescription> found = existing(names);
        List<TopicSpec> missing = topics.stream()
                .filter(topic -> !found.containsKey(topic.name()))
                .toList();
        missing.forEach(this::create);
        if (!missing.isEmpty()) {
            found.putAll(awaitAll(names));
        }
        List<String> problems = new ArrayList<>();
        Map<String, Config> configs = configs(names);
        topics.forEach(topic -> problems.addAll(differences(topic, found, configs)));
        if (!problems.isEmpty()) {
            throw new FlowSetupException("topics differ from what is needed: " + String.join(" | ", problems));
        }
    }

    void deleteAll(Collection<String> topics) {
        for (String topic : topics) {
            String what = "deleting topic '" + topic + "'";
            try {
                channel.await(what, channel.admin().deleteTopics(List.of(topic)).all());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw channel.refused(what, e);
                }
            }
        }
        for (int attempt = 0; !existing(topics).isEmpty(); attempt++) {
            pause(attempt, "deleted topics are still there: " + topics);
        }
    }

    private void create(TopicSpec topic) {
        NewTopic wanted = new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty());
        wanted.configs(topic.config());
        String what = "creating topic '" + topic.name() + "'";
        try {
            channel.await(what, channel.admin().createTopics(List.of(wanted)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw channel.refused(what, e);
            }
        }
    }

    private Map<String, TopicDescription> existing(Collection<String> names) {
        Map<String, TopicDescription> found = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                channel.admin().describeTopics(names).topicNameValues();
        answers.forEach((name, answer) -> {
            String what = "describing topic '" + name + "'";
            try {
                found.put(name, channel.await(what, answer));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw channel.refused(what, e);
                }
            }
        });
        return found;
    }

    /** A created topic is known to the broker asked a moment later only. */
    private Map<String, TopicDescription> awaitAll(Set<String> names) {
        Map<String, TopicDescription> found = existing(names);
        for (int attempt = 0; found.size() < names.size(); attempt++) {
            pause(attempt, "created topics do not appear, only " + new TreeSet<>(found.keySet()) + " of " + names);
            found = existing(names);
        }
        return found;
    }

    private Map<String, Config> configs(Set<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Config> configs = new HashMap<>();
        channel.get(
                        "reading settings of topics",
                        channel.admin().describeConfigs(resources).all())
                .forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
    }

    private static List<String> differences(
            TopicSpec wanted, Map<String, TopicDescription> found, Map<String, Config> configs) {
        List<String> problems = new ArrayList<>();
        TopicDescription description = found.get(wanted.name());
        int partitions = description == null ? 0 : description.partitions().size();
        if (partitions != wanted.partitions()) {
            problems.add("topic '" + wanted.name() + "' has " + partitions + " partitions; must have "
                    + wanted.partitions() + ", because lanes are merged by partition; delete it, or set the number of"
                    + " partitions of this migration to what it has");
        }
        Config config = configs.get(wanted.name());
        wanted.config().forEach((key, value) -> {
            ConfigEntry entry = config == null ? null : config.get(key);
            String actual = entry == null ? "unset" : entry.value();
            if (!value.equals(actual)) {
                problems.add("topic '" + wanted.name() + "' has " + key + "=" + actual + "; must be " + value
                        + "; fix: kafka-configs.sh --alter --topic " + wanted.name() + " --add-config " + key + "="
                        + value);
            }
        });
        return problems;
    }

    private static void pause(int attempt, String what) {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException(what, e);
        }
        if (attempt >= ATTEMPTS) {
            throw new FlowSetupException(what);
        }
    }
}
