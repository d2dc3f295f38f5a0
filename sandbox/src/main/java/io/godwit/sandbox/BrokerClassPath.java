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
final class BrokerClassPath {
    private static final String MAIN = "io.godwit.sandbox.broker.BrokerProcess";
    private static final String EMBEDDED = "io.godwit.sandbox.broker.Broker";
    private static final String WITNESS = "kafka_2.13-";

    private BrokerClassPath() {}

    static String mainClass() {
        return MAIN;
    }

    static String embeddedClass() {
        return EMBEDDED;
    }

    /** The module's own classes first, then its jars. */
    static List<Path> find() {
        Path own = CodeSource.of(MAIN);
        List<Path> candidates = new ArrayList<>();
        String given = System.getProperty("godwit.broker.lib");
        if (given != null) {
            candidates.add(Path.of(given));
        } else {
            candidates.add(own.resolveSibling("lib"));
            candidates.add(own.resolveSibling("broker"));
        }
        for (Path candidate : candidates) {
            List<Path> jars = jars(candidate);
            if (jars.stream().anyMatch(jar -> jar.getFileName().toString().startsWith(WITNESS))) {
                jars.addFirst(own);
                return jars;
            }
        }
        throw new ServerFailedException("no " + WITNESS + "*.jar in any of " + candidates
                + "; build the module sandbox/broker, or name the directory with -Dgodwit.broker.lib");
    }

    private static List<Path> jars(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new ServerFailedException("cannot list " + directory, e);
        }
    }
}
