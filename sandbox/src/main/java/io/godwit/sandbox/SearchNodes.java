package io.godwit.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How one search node is started from its unpacked distribution. */
final class SearchNodes {
    private static final String MAIN = "io.godwit.sandbox.child.SearchNode";

    private SearchNodes() {}

    static ChildProcess process(SearchOptions options, WorkDirectory directory, int httpPort, int transportPort) {
        SearchVersion version = options.version();
        Path home = Distributions.of(version);
        Path config = directory.child("config");
        Path settings = Settings.write(
                directory.path().resolve("node.properties"),
                settings(options, home, directory, httpPort, transportPort));
        ReadyFile ready = new ReadyFile(directory.path().resolve("ready"));
        List<String> command = new ArrayList<>(options.jvm().command());
        command.add("-Dlog4j2.level=INFO");
        command.add("-Dlog4j.level=INFO");
        command.add("-Djna.nosys=true");
        command.add("-cp");
        command.add(home.resolve("lib") + "/*:" + CodeSource.of(MAIN));
        command.add(MAIN);
        command.addAll(List.of(
                version.product(),
                settings.toString(),
                config.toString(),
                ready.file().toString()));
        Path log = directory.path().resolve("node.log");
        ChildProcess.Recipe recipe = new ChildProcess.Recipe(
                version.product() + "-" + version.number(), command, Map.of(), directory.path(), log);
        return new ChildProcess(recipe, ready, log);
    }

    private static Map<String, String> settings(
            SearchOptions options, Path home, WorkDirectory directory, int httpPort, int transportPort) {
        SearchVersion version = options.version();
        Map<String, String> settings = new HashMap<>();
        settings.put("cluster.name", "sandbox");
        settings.put("node.name", "sandbox");
        settings.put("network.host", "127.0.0.1");
        settings.put("http.port", Integer.toString(httpPort));
        settings.put(version.isOpenSearch() ? "transport.port" : "transport.tcp.port", Integer.toString(transportPort));
        settings.put("discovery.type", "single-node");
        settings.put("path.home", home.toString());
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
