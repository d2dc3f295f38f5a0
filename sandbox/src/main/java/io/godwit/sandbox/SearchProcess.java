package io.godwit.sandbox;

import java.net.URI;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A search node in a child process. */
final class SearchProcess implements SearchServer {
    private static final Logger LOG = LoggerFactory.getLogger(SearchProcess.class);

    private final SearchHealth health;
    private final WorkDirectory directory;
    private final ChildProcess process;

    private SearchProcess(SearchHealth health, WorkDirectory directory, ChildProcess process) {
        this.health = health;
        this.directory = directory;
        this.process = process;
    }

    static SearchServer start(SearchOptions options) {
        WorkDirectory directory =
                WorkDirectory.of(options.data(), options.version().product());
        SearchNodes.NodePorts ports = SearchNodes.NodePorts.of(options, directory);
        ChildProcess process = SearchNodes.warm(options, directory, ports);
        SearchHealth health = new SearchHealth(options.version(), ports.http());
        SearchProcess server = new SearchProcess(health, directory, process);
        try {
            server.restart();
        } catch (ServerFailedException e) {
            server.stop();
            throw e;
        }
        LOG.atInfo()
                .addKeyValue("server", options.version())
                .addKeyValue("address", server.address())
                .log("search server started");
        return server;
    }

    @Override
    public URI address() {
        return health.address();
    }

    @Override
    public SearchVersion version() {
        return health.version();
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
        health.awaitRecovery();
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
}
