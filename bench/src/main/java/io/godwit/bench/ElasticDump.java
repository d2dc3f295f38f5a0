package io.godwit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code elasticdump} from npm, tuned: 5,000 a page, no refresh, no progress output. */
final class ElasticDump implements Contender {
    static final String NAME = "elasticdump";

    private static final String VERSION = "6.125.1";

    private final Path home;
    private final URI source;
    private final URI target;
    private final BenchIndex index;

    ElasticDump(Path home, URI source, URI target, BenchIndex index) {
        this.home = home;
        this.source = source;
        this.target = target;
        this.index = index;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "elasticdump " + VERSION + " from npm, --limit 5000 --noRefresh --concurrency 4";
    }

    @Override
    public void prepare() {
        if (!Files.exists(program())) {
            run(List.of("npm", "install", "--silent", "--prefix", home.toString(), "elasticdump@" + VERSION));
        }
        index.remake();
    }

    @Override
    public long run() {
        run(List.of(
                "node",
                "--max-old-space-size=2048",
                program().toString(),
                "--input=" + source + "/" + index.name(),
                "--output=" + target + "/" + index.name(),
                "--type=data",
                "--limit=5000",
                "--concurrency=4",
                "--noRefresh",
                "--quiet"));
        return index.count();
    }

    private Path program() {
        return home.resolve("node_modules/elasticdump/bin/elasticdump");
    }

    private static void run(List<String> command) {
        try {
            Path log = Files.createTempFile("bench", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed: " + Files.readString(log));
            }
            Files.delete(log);
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
