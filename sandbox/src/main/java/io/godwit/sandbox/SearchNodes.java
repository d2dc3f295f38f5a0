package io.godwit.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How one search node is started from its unpacked distribution. */
final class SearchNodes {
    private static final Duration TRAINING_END = Duration.ofMinutes(3);

    /**
     * Where a node listens.
     *
     * @param http for clients
     * @param transport for other nodes, of which there are none
     */
    record NodePorts(int http, int transport) {
        /** The given one, the ones chosen for the directory before, or free ones. */
        static NodePorts of(SearchOptions options, WorkDirectory directory) {
            Settings chosen = Settings.in(directory.path().resolve("ports.properties"));
            return new NodePorts(chosen.port("http.port", options.port()), chosen.port("transport.port", 0));
        }
    }

    private SearchNodes() {}

    /** A node that will start as fast as it can. */
    static ChildProcess warm(SearchOptions options, WorkDirectory directory, NodePorts ports) {
        Program program = Programs.search(options.version());
        List<String> flags = options.version().isStartedOften()
                ? StartCache.flags(program, training -> train(program, options.version(), training))
                : List.of();
        return process(program, flags, options, directory, ports);
    }

    private static void train(Program program, SearchVersion version, List<String> flags) {
        SearchOptions options = SearchOptions.of(version);
        WorkDirectory directory = WorkDirectory.of(null, "training");
        NodePorts ports = NodePorts.of(options, directory);
        ChildProcess node = process(program, flags, options, directory, ports);
        try {
            node.restart();
            new SearchHealth(version, ports.http()).exercise();
            node.stop(TRAINING_END);
        } finally {
            node.kill();
            directory.discard();
        }
    }

    private static ChildProcess process(
            Program program, List<String> flags, SearchOptions options, WorkDirectory directory, NodePorts ports) {
        Path settings =
                Settings.write(directory.path().resolve("node.properties"), settings(options, directory, ports));
        ReadyFile ready = new ReadyFile(directory.path().resolve("ready"));
        List<String> arguments = List.of(
                options.version().product(),
                settings.toString(),
                directory.child("config").toString(),
                ready.file().toString());
        Path log = directory.path().resolve("node.log");
        ChildProcess.Recipe recipe = new ChildProcess.Recipe(
                program.name(),
                program.command(options.jvm().with("-Dlog4j2.level=INFO"), flags, arguments),
                Map.of(),
                directory,
                log);
        return new ChildProcess(recipe, ready, log);
    }

    private static Map<String, String> settings(SearchOptions options, WorkDirectory directory, NodePorts ports) {
        SearchVersion version = options.version();
        Map<String, String> settings = new HashMap<>();
        settings.put("cluster.name", "sandbox");
        settings.put("node.name", "sandbox");
        settings.put("network.host", "127.0.0.1");
        settings.put("http.port", Integer.toString(ports.http()));
        settings.put(
                version.isOpenSearch() ? "transport.port" : "transport.tcp.port", Integer.toString(ports.transport()));
        settings.put("discovery.type", "single-node");
        settings.put("path.home", Programs.home(version).toString());
        settings.put("path.data", directory.child("data").toString());
        settings.put("path.logs", directory.child("logs").toString());
        settings.put("path.repo", directory.child("repositories").toString());
        if (version == SearchVersion.ELASTICSEARCH_5_6) {
            settings.put("path.conf", directory.child("config").toString());
        }
        // a nearly full disk of this machine must not make indices read-only
        settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        settings.putAll(options.settings());
        return settings;
    }
}
