package io.godwit.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the broker's jars, which are on nobody's class path but the broker's own.
 *
 * <p>The module {@code sandbox-broker} itself (three small classes) is on the class path of this one, its jars lie near
 * it: {@code lib} beside its classes or jar where Maven built it, {@code broker} beside its jar in an assembled
 * distribution. {@code -Dgodwit.broker.lib} names another directory.
 */
final class BrokerLibrary {
    /** The main class of a broker's process. */
    static final String MAIN = "io.godwit.sandbox.broker.BrokerProcess";

    /** The door to a broker in this JVM. */
    static final String EMBEDDED = "io.godwit.sandbox.broker.Broker";

    private static final String WITNESS = "kafka_2.13-";

    private BrokerLibrary() {}

    /** The module's own jar or directory of classes, and all its jars. */
    static List<Path> classPath() {
        List<Path> path = new ArrayList<>(jars());
        path.addFirst(CodeSource.of(MAIN));
        return path;
    }

    /** The jars that the module needs, without itself. */
    static List<Path> jars() {
        List<Path> candidates = candidates(CodeSource.of(MAIN));
        return candidates.stream()
                .map(BrokerLibrary::jarsIn)
                .filter(jars -> jars.stream().anyMatch(jar -> isNamed(jar, WITNESS)))
                .findFirst()
                .orElseThrow(() -> new ServerFailedException("no " + WITNESS + "*.jar in any of " + candidates
                        + "; build the module sandbox/broker, or name the directory with -Dgodwit.broker.lib"));
    }

    private static List<Path> candidates(Path own) {
        String given = System.getProperty("godwit.broker.lib");
        return given != null
                ? List.of(Path.of(given))
                : List.of(own.resolveSibling("lib"), own.resolveSibling("broker"));
    }

    private static List<Path> jarsIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !isNamed(file, "sandbox-broker-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ServerFailedException("cannot list " + directory, e);
        }
    }

    private static boolean isNamed(Path file, String start) {
        return file.getFileName().toString().startsWith(start);
    }
}
