package io.godwit.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local Maven repository; what is not in it is fetched by Maven, as a child process with the user's own settings.
 *
 * <p>It is at {@code -Dmaven.repo.local}, else where the Maven that runs this test has it, else at {@code
 * ~/.m2/repository}. Maven is {@code -Dgodwit.maven}, else the
 * wrapper of the directory tree we are in, else {@code MAVEN_HOME}'s, else the one on the {@code PATH}.
 */
final class LocalRepository {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRepository.class);
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get";
    private static final long FETCH_MINUTES = 15;

    private final Path directory;

    LocalRepository() {
        this.directory = Stream.of("maven.repo.local", "localRepository")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    /** The artefact's file, without anything that it depends on. */
    Path file(Artefact artefact) {
        Path file = artefact.in(directory);
        if (!Files.isRegularFile(file)) {
            fetch(artefact);
        }
        if (!Files.isRegularFile(file)) {
            throw new ServerFailedException("maven fetched " + artefact + " but it is not at " + file
                    + "; say with -Dmaven.repo.local where the local repository is");
        }
        return file;
    }

    private void fetch(Artefact artefact) {
        LOG.atInfo().addKeyValue("artefact", artefact).log("fetching a server, this happens once");
        List<String> command = List.of(
                maven(),
                "-B",
                "-q",
                "-Dmaven.repo.local=" + directory,
                PLUGIN,
                "-Dartifact=" + artefact,
                "-Dtransitive=false");
        try {
            Path log = Files.createTempFile("godwit-fetch-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(new File(System.getProperty("java.io.tmpdir")))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            await(builder.start(), artefact, log);
            Files.delete(log);
        } catch (IOException e) {
            throw new ServerFailedException("cannot run " + String.join(" ", command) + ": " + e.getMessage(), e);
        }
    }

    private static void await(Process maven, Artefact artefact, Path log) {
        try {
            if (!maven.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
                throw new ServerFailedException(artefact + " was not fetched in " + FETCH_MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted while fetching " + artefact, e);
        } finally {
            maven.destroy();
        }
        if (maven.exitValue() != 0) {
            throw new ServerFailedException("maven could not fetch " + artefact + ":\n" + LogTail.of(log));
        }
    }

    private static String maven() {
        String given = System.getProperty("godwit.maven");
        if (given != null) {
            return given;
        }
        return Stream.concat(wrappers(), installed())
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse("mvn");
    }

    private static Stream<Path> wrappers() {
        List<Path> found = new ArrayList<>();
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            found.add(at.resolve("mvnw"));
        }
        return found.stream();
    }

    private static Stream<Path> installed() {
        return Optional.ofNullable(System.getenv("MAVEN_HOME")).map(home -> Path.of(home, "bin", "mvn")).stream();
    }
}
