package io.godwit.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A search node in a child process. */
final class SearchProcess implements SearchServer {
    private static final Logger LOG = LoggerFactory.getLogger(SearchProcess.class);
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final SearchVersion version;
    private final WorkDirectory directory;
    private final ChildProcess process;
    private final URI address;

    private SearchProcess(SearchVersion version, WorkDirectory directory, ChildProcess process, URI address) {
        this.version = version;
        this.directory = directory;
        this.process = process;
        this.address = address;
    }

    static SearchServer start(SearchOptions options) {
        WorkDirectory directory =
                WorkDirectory.of(options.data(), options.version().product());
        Settings chosen = Settings.in(directory.path().resolve("ports.properties"));
        int http = chosen.port("http.port", options.port());
        ChildProcess process = SearchNodes.process(options, directory, http, chosen.port("transport.port", 0));
        SearchProcess server =
                new SearchProcess(options.version(), directory, process, URI.create("http://127.0.0.1:" + http));
        try {
            server.restart();
        } catch (ServerFailedException e) {
            server.stop();
            throw e;
        }
        LOG.atInfo()
                .addKeyValue("server", options.version())
                .addKeyValue("address", server.address)
                .log("search server started");
        return server;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public SearchVersion version() {
        return version;
    }

    @Override
    public Path repositories() {
        return directory.child("repositories");
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void freeze() {
        process.freeze();
    }

    @Override
    public void thaw() {
        process.thaw();
    }

    @Override
    public void restart() {
        process.restart();
        awaitRecovery();
    }

    @Override
    public void stop() {
        process.stop();
        directory.discard();
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public Path log() {
        return process.log();
    }

    /** A started node answers before it has read its indices back. */
    private void awaitRecovery() {
        HttpRequest health = HttpRequest.newBuilder(address.resolve(
                        "/_cluster/health?wait_for_status=yellow&timeout=" + RECOVERY.toSeconds() + "s"))
                .timeout(RECOVERY.plusSeconds(10))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(health, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new ServerFailedException(version + " did not recover: " + answer.body());
            }
        } catch (IOException e) {
            throw new ServerFailedException(version + " did not answer:\n" + LogTail.of(log()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted while " + version + " started", e);
        }
    }
}
