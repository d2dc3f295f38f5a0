package io.godwit.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How one broker is started in a process of its own. */
final class BrokerProcesses {
    private static final Duration TRAINING_END = Duration.ofMinutes(3);

    private BrokerProcesses() {}

    /** A broker that will start as fast as it can. */
    static ChildProcess warm(Jvm jvm, Path place, Map<String, String> properties) {
        Program program = Programs.broker();
        return process(program, jvm, StartCache.flags(program, flags -> train(program, flags)), place, properties);
    }

    private static void train(Program program, List<String> flags) {
        KafkaOptions options = KafkaOptions.inProcess();
        WorkDirectory directory = WorkDirectory.of(null, "training");
        Map<String, String> properties =
                BrokerSettings.of(options, directory).of(1, directory.path().resolve("data"), Map.of());
        ChildProcess broker = process(program, options.jvm(), flags, directory.path(), properties);
        try {
            broker.restart();
            broker.stop(TRAINING_END);
        } finally {
            broker.kill();
            directory.discard();
        }
    }

    private static ChildProcess process(
            Program program, Jvm jvm, List<String> flags, Path place, Map<String, String> properties) {
        Path file = Settings.write(place.resolve("server.properties"), properties);
        Path log = place.resolve("broker.log");
        ReadyFile ready = new ReadyFile(place.resolve("ready"));
        List<String> arguments =
                List.of(file.toString(), log.toString(), ready.file().toString());
        ChildProcess.Recipe recipe = new ChildProcess.Recipe(
                "kafka-" + properties.get("node.id"),
                program.command(jvm, flags, arguments),
                Map.of(),
                new WorkDirectory(place, false),
                place.resolve("output.log"));
        return new ChildProcess(recipe, ready, log);
    }
}
