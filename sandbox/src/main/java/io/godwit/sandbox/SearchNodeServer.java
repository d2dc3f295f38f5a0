package io.godwit.sandbox;

import java.net.URI;
import java.nio.file.Path;

/** A search cluster of one node, wherever that node runs. */
final class SearchNodeServer implements SearchServer {
    private final SearchHealth health;
    private final Path repositories;
    private final Server node;

    SearchNodeServer(SearchHealth health, Path repositories, Server node) {
        this.health = health;
        this.repositories = repositories;
        this.node = node;
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
        return repositories;
    }

    @Override
    public void kill() {
        node.kill();
    }

    @Override
    public void freeze() {
        node.freeze();
    }

    @Override
    public void thaw() {
        node.thaw();
    }

    @Override
    public void restart() {
        node.restart();
        health.awaitRecovery();
    }

    @Override
    public void stop() {
        node.stop();
    }

    @Override
    public boolean isRunning() {
        return node.isRunning();
    }

    @Override
    public Path log() {
        return node.log();
    }
}
