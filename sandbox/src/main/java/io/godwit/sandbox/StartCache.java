package io.godwit.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Halves the time in which a server's JVM starts: its classes are kept as one training run left them (an AOT cache).
 *
 * <p>The training run happens once per program, JVM and machine. If it fails the server starts without, as it does with
 * {@code -Dgodwit.sandbox.cold=true}; a cache that does not fit is ignored by the JVM itself.
 */
final class StartCache {
    /** Runs the program once with these JVM flags, to an orderly end. */
    interface Training {
        void run(List<String> flags);
    }

    private static final Logger LOG = LoggerFactory.getLogger(StartCache.class);
    private static final String FILE = "start.aot";

    private StartCache() {}

    /** JVM flags for the program. */
    static List<String> flags(Program program, Training training) {
        if (Boolean.getBoolean("godwit.sandbox.cold")) {
            return List.of();
        }
        Fingerprint fingerprint = new Fingerprint().with(System.getProperty("java.vm.version"));
        program.classPath().forEach(entry -> fingerprint.with(entry.toString()));
        Path entry = Cache.directory("starts/" + program.name() + "-" + fingerprint, into -> train(into, training));
        Path file = entry.resolve(FILE);
        return Files.exists(file) ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    private static void train(Path into, Training training) {
        try {
            training.run(List.of("-XX:AOTCacheOutput=" + into.resolve(FILE)));
        } catch (ServerFailedException e) {
            LOG.atWarn().addKeyValue("error", e.getMessage()).log("no start cache, servers start slower");
        }
    }
}
