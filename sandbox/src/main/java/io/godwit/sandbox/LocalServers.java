package io.godwit.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Servers from the files of a Maven repository, in child processes (or, brokers, in this JVM). */
final class LocalServers implements Servers {
    @Override
    public KafkaServer kafka(KafkaOptions options) {
        WorkDirectory directory = WorkDirectory.of(options.data(), "kafka");
        BrokerSettings settings = BrokerSettings.of(options, directory);
        List<Server> brokers = IntStream.rangeClosed(1, options.brokers())
                .mapToObj(node -> broker(options, settings, directory, node))
                .toList();
        return started(new KafkaCluster(settings.bootstrapServers(), brokers, directory::discard));
    }

    @Override
    public SearchServer search(SearchOptions options) {
        WorkDirectory directory =
                WorkDirectory.of(options.data(), options.version().product());
        SearchNodes.NodePorts ports = SearchNodes.NodePorts.of(options, directory);
        ChildProcess node = SearchNodes.warm(options, directory, ports);
        SearchHealth health = new SearchHealth(options.version(), ports.http());
        return started(new SearchNodeServer(health, directory.child("repositories"), node));
    }

    @Override
    public RegistryServer registry() {
        WorkDirectory directory = WorkDirectory.of(null, "registry");
        int port = Ports.free();
        return started(new RegistryNodeServer(port, Registries.process(directory, port)));
    }

    private static Server broker(KafkaOptions options, BrokerSettings settings, WorkDirectory directory, int node) {
        Path place = directory.child("broker-" + node);
        Map<String, String> properties = settings.of(node, place.resolve("data"), options.settings());
        return switch (options.place()) {
            case JVM -> new JvmBroker(properties, place.resolve("broker.log"));
            case PROCESS -> BrokerProcesses.warm(options.jvm(), place, properties);
        };
    }

    /** Starts it, or leaves nothing of it. */
    static <S extends Server> S started(S server) {
        try {
            server.restart();
            return server;
        } catch (ServerFailedException e) {
            server.stop();
            throw e;
        }
    }
}
