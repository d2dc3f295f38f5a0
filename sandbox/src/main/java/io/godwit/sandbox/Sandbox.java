package io.godwit.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door: real servers on this machine, for the demo, the tests and the benches.
 *
 * <p>{@link #kafka()}, {@link #search(SearchVersion)} and {@link #schemaRegistry()} give servers that are shared by everything in this JVM: use
 * names of your own for topics and indices, and never kill, freeze or stop them. The {@code start…} methods give servers
 * of your own. All of them are on loopback, and end with this JVM, however it ends. A server that is not on this machine
 * yet is fetched by Maven on its first use.
 *
 * <p>{@code -Dsandbox=containers} asks for containers in place of processes, where a Docker engine is and Testcontainers
 * is on the class path.
 */
public final class Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final Map<Object, Server> SHARED = new ConcurrentHashMap<>();
    private static final Servers LOCAL = new LocalServers();

    private Sandbox() {}

    /** The shared cluster of one broker. */
    public static KafkaServer kafka() {
        return (KafkaServer) SHARED.computeIfAbsent(KafkaServer.class, key -> startKafka(KafkaOptions.inProcess()));
    }

    /** A cluster of your own; returns when it serves. */
    public static KafkaServer startKafka(KafkaOptions options) {
        KafkaServer server = servers(options.data() != null || options.place() == KafkaOptions.Place.JVM)
                .kafka(options);
        LOG.atInfo().addKeyValue("bootstrapServers", server.bootstrapServers()).log("kafka started");
        return server;
    }

    /** The shared search cluster of that version. */
    public static SearchServer search(SearchVersion version) {
        return (SearchServer) SHARED.computeIfAbsent(version, key -> startSearch(SearchOptions.of(version)));
    }

    /** A search cluster of your own; returns when it serves and has its indices back. */
    public static SearchServer startSearch(SearchOptions options) {
        SearchServer server = servers(options.data() != null).search(options);
        LOG.atInfo()
                .addKeyValue("server", options.version())
                .addKeyValue("address", server.address())
                .log("search server started");
        return server;
    }

    /** The shared schema registry. */
    public static RegistryServer schemaRegistry() {
        return (RegistryServer) SHARED.computeIfAbsent(RegistryServer.class, key -> startSchemaRegistry());
    }

    /** A schema registry of your own; returns when it serves. */
    public static RegistryServer startSchemaRegistry() {
        RegistryServer server = servers(false).registry();
        LOG.atInfo().addKeyValue("address", server.address()).log("schema registry started");
        return server;
    }

    /** A server that keeps its data in a directory of the caller's is always a process of this machine. */
    private static Servers servers(boolean local) {
        String place = System.getProperty("sandbox", "processes");
        return switch (place) {
            case "processes" -> LOCAL;
            case "containers" -> local ? LOCAL : containers();
            default ->
                throw new IllegalArgumentException("-Dsandbox is " + place + "; must be processes or containers");
        };
    }

    private static Servers containers() {
        try {
            return ContainerServers.whereAnEngineIs();
        } catch (NoClassDefFoundError e) {
            throw new ServerFailedException(
                    "-Dsandbox=containers needs org.testcontainers:testcontainers on the class path;"
                            + " Maven puts it there when it gets that property",
                    e);
        }
    }
}
