package io.godwit.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The servers as programs, made from what Maven has and kept in the cache. */
final class Programs {
    /** The first argument of {@link #registry()}. */
    static final String REGISTRY_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private static final String SEARCH_MAIN = "io.godwit.sandbox.child.SearchNode";
    private static final String WATCHED_MAIN = "io.godwit.sandbox.child.WatchedMain";
    private static final Artefact REGISTRY = Artefact.parse("io.apicurio:apicurio-registry-app:3.3.3:tar.gz:all");
    private static final String OUR_JAR = "godwit-child.jar";
    private static final LocalRepository REPOSITORY = new LocalRepository();

    private Programs() {}

    /** A search node, whose home directory is {@link #home(SearchVersion)}. */
    static Program search(SearchVersion version) {
        List<Path> classPath = new ArrayList<>(jars(home(version).resolve("lib")));
        classPath.add(childJar());
        return new Program(version.product() + "-" + version.number(), classPath, SEARCH_MAIN);
    }

    /** A schema registry. */
    static Program registry() {
        Path home = Cache.directory(
                "servers/" + REGISTRY.name() + "-" + REGISTRY.version(),
                into -> Archive.untar(REPOSITORY.file(REGISTRY), into));
        return new Program(REGISTRY.name(), List.of(home.resolve("quarkus-run.jar"), childJar()), WATCHED_MAIN);
    }

    /** The unpacked distribution; to be read only. It is fetched on its first use on a machine. */
    static Path home(SearchVersion version) {
        return Cache.directory(
                "servers/" + version.product() + "-" + version.number(),
                into -> Archive.unzip(REPOSITORY.file(version.distribution()), into, file -> isWanted(version, file)));
    }

    /** A Kafka broker; its jars are copied, so that a build cannot take them away under a running one. */
    static Program broker() {
        List<Path> jars = BrokerLibrary.jars();
        ClassesJar ours = ClassesJar.ofPackage(BrokerLibrary.MAIN);
        Fingerprint fingerprint = new Fingerprint().with(ours.fingerprint());
        jars.forEach(
                jar -> fingerprint.with(jar.getFileName() + " " + jar.toFile().length()));
        Path home = Cache.directory("servers/kafka-" + fingerprint, into -> {
            ours.write(into.resolve(OUR_JAR));
            for (Path jar : jars) {
                Files.copy(jar, into.resolve(jar.getFileName()));
            }
        });
        return new Program("kafka", jars(home), BrokerLibrary.MAIN);
    }

    private static Path childJar() {
        ClassesJar ours = ClassesJar.ofPackage(SEARCH_MAIN);
        return Cache.directory("children/" + ours.fingerprint(), into -> ours.write(into.resolve(OUR_JAR)))
                .resolve(OUR_JAR);
    }

    private static boolean isWanted(SearchVersion version, Path file) {
        return switch (file.getName(0).toString()) {
            case "lib" -> file.getNameCount() == 2;
            case "modules" -> version.keepsModule(file.getName(1).toString());
            default -> file.getNameCount() == 1;
        };
    }

    private static List<Path> jars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ServerFailedException("cannot list " + directory, e);
        }
    }
}
