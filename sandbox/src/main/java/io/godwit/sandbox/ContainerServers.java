package io.godwit.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * The same servers as containers, on loopback ports that stay the same over a restart.
 *
 * <p>Not tried on this project's own machines, which have no engine: there it is compiled, and refuses clearly.
 */
final class ContainerServers implements Servers {
    private static final String KAFKA = "apache/kafka:4.3.1";
    private static final String REGISTRY = "apicurio/apicurio-registry:3.3.3";
    private static final int SEARCH_PORT = 9200;
    private static final int REGISTRY_PORT = 8080;
    private static final int CLIENT_PORT = 9092;

    private ContainerServers() {}

    /** Fails with one clear message if there is no engine. */
    static Servers whereAnEngineIs() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new ServerFailedException("-Dsandbox=containers needs a Docker engine and none answers here;"
                    + " leave it out and the servers run as processes");
        }
        return new ContainerServers();
    }

    @Override
    public KafkaServer kafka(KafkaOptions options) {
        Network network = Network.newNetwork();
        List<Integer> ports = IntStream.range(0, options.brokers())
                .map(node -> options.port() == 0 ? Ports.free() : options.port() + node)
                .boxed()
                .toList();
        String clusterId = ClusterId.random();
        List<Server> brokers = IntStream.rangeClosed(1, ports.size())
                .mapToObj(node -> broker(options, network, clusterId, node, ports))
                .toList();
        String bootstrap = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        return LocalServers.started(new KafkaCluster(bootstrap, brokers, network::close));
    }

    @Override
    public SearchServer search(SearchOptions options) {
        SearchVersion version = options.version();
        SearchHealth health = new SearchHealth(version, options.port() == 0 ? Ports.free() : options.port());
        String heap = "-Xms" + options.jvm().heapMegabytes() + "m -Xmx"
                + options.jvm().heapMegabytes() + "m";
        Map<String, String> environment = new HashMap<>(options.settings());
        environment.put("discovery.type", "single-node");
        environment.put("path.repo", "/tmp");
        if (version.isOpenSearch()) {
            environment.put("OPENSEARCH_JAVA_OPTS", heap);
            environment.put("DISABLE_SECURITY_PLUGIN", "true");
            environment.put("DISABLE_INSTALL_DEMO_CONFIG", "true");
        } else {
            environment.put("ES_JAVA_OPTS", heap);
            environment.put("xpack.security.enabled", "false");
        }
        String image = version.isOpenSearch() ? "opensearchproject/opensearch" : "elasticsearch";
        GenericContainer<?> container =
                container(image + ":" + version.number(), health.port(), SEARCH_PORT, environment);
        Server node = new ContainerServer(container, () -> HttpProbe.answers(health.address()));
        return LocalServers.started(new SearchNodeServer(health, Path.of("/tmp"), node));
    }

    @Override
    public RegistryServer registry() {
        int port = Ports.free();
        Map<String, String> environment = Map.of(
                "APICURIO_STORAGE_KIND", "sql",
                "APICURIO_STORAGE_SQL_KIND", "h2",
                "APICURIO_DATASOURCE_URL", "jdbc:h2:file:/tmp/registry;WRITE_DELAY=0");
        GenericContainer<?> container = container(REGISTRY, port, REGISTRY_PORT, environment);
        Server node = new ContainerServer(container, () -> Registries.answers(port));
        return LocalServers.started(new RegistryNodeServer(port, node));
    }

    private static Server broker(
            KafkaOptions options, Network network, String clusterId, int node, List<Integer> ports) {
        Map<String, String> settings = new HashMap<>(BrokerSettings.shared(ports.size()));
        settings.put("node.id", Integer.toString(node));
        settings.put("process.roles", "broker,controller");
        settings.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, ports.size())
                        .mapToObj(voter -> voter + "@broker-" + voter + ":9094")
                        .collect(Collectors.joining(",")));
        settings.put("listeners", "PLAINTEXT://:" + CLIENT_PORT + ",INTERNAL://:9093,CONTROLLER://:9094");
        settings.put(
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + ports.get(node - 1) + ",INTERNAL://broker-" + node + ":9093");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "INTERNAL");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.putAll(options.settings());
        Map<String, String> environment = settings.entrySet().stream()
                .collect(Collectors.toMap(entry -> inEnvironment(entry.getKey()), Map.Entry::getValue));
        environment.put("CLUSTER_ID", clusterId);
        environment.put("KAFKA_HEAP_OPTS", "-Xmx" + options.jvm().heapMegabytes() + "m");
        GenericContainer<?> container = container(KAFKA, ports.get(node - 1), CLIENT_PORT, environment)
                .withNetwork(network)
                .withNetworkAliases("broker-" + node);
        return new ContainerServer(container, "Kafka Server started");
    }

    private static String inEnvironment(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static GenericContainer<?> container(String image, int port, int inside, Map<String, String> environment) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image)).withEnv(environment);
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + inside));
        return container;
    }
}
