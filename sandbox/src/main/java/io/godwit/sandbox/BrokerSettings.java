package io.godwit.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the brokers of one cluster are told.
 *
 * @param clusterId equal for all
 * @param ports of the brokers' client side, in the order of their node ids
 * @param controllerPorts of their controller side
 */
record BrokerSettings(String clusterId, List<Integer> ports, List<Integer> controllerPorts) {
    BrokerSettings {
        ports = List.copyOf(ports);
        controllerPorts = List.copyOf(controllerPorts);
    }

    /** Takes what was chosen for the directory before, or chooses and notes it there. */
    static BrokerSettings of(KafkaOptions options, WorkDirectory directory) {
        Settings chosen = Settings.in(directory.path().resolve("cluster.properties"));
        String clusterId = chosen.remember("cluster.id", ClusterId::random);
        List<Integer> ports = IntStream.range(0, options.brokers())
                .mapToObj(node ->
                        chosen.port("broker." + (node + 1) + ".port", options.port() == 0 ? 0 : options.port() + node))
                .toList();
        List<Integer> controllers = IntStream.range(0, options.brokers())
                .mapToObj(node -> chosen.port("controller." + (node + 1) + ".port", 0))
                .toList();
        return new BrokerSettings(clusterId, ports, controllers);
    }

    String bootstrapServers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** The {@code server.properties} of one broker, whose log directory is the given one. */
    Map<String, String> of(int nodeId, Path logDirectory, Map<String, String> extra) {
        Map<String, String> settings = shared(ports.size());
        settings.put("cluster.id", clusterId);
        settings.put("node.id", Integer.toString(nodeId));
        settings.put("process.roles", "broker,controller");
        settings.put("controller.quorum.voters", voters());
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.get(nodeId - 1) + ",CONTROLLER://127.0.0.1:"
                        + controllerPorts.get(nodeId - 1));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.get(nodeId - 1));
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", logDirectory.toString());
        settings.putAll(extra);
        return settings;
    }

    /** What does not depend on where the brokers are. */
    static Map<String, String> shared(int brokers) {
        Map<String, String> settings = new HashMap<>(quickToFailAndRecover());
        settings.putAll(internalTopics(brokers));
        return settings;
    }

    private String voters() {
        return IntStream.range(0, controllerPorts.size())
                .mapToObj(node -> (node + 1) + "@127.0.0.1:" + controllerPorts.get(node))
                .collect(Collectors.joining(","));
    }

    /** A dead broker is noticed, and a restarted one served again, in seconds. */
    private static Map<String, String> quickToFailAndRecover() {
        return Map.of(
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "controller.quorum.election.timeout.ms", "300",
                "controller.quorum.fetch.timeout.ms", "1000",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false",
                "num.recovery.threads.per.data.dir", "2",
                "log.cleaner.dedupe.buffer.size", "2097152");
    }

    private static Map<String, String> internalTopics(int brokers) {
        String copies = Integer.toString(brokers);
        String durable = brokers == 1 ? "1" : "2";
        return Map.of(
                "default.replication.factor", copies,
                "min.insync.replicas", durable,
                "offsets.topic.replication.factor", copies,
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.replication.factor", copies,
                "transaction.state.log.min.isr", durable,
                "transaction.state.log.num.partitions", "3",
                "share.coordinator.state.topic.replication.factor", copies,
                "share.coordinator.state.topic.min.isr", durable,
                "share.coordinator.state.topic.num.partitions", "1");
    }
}
