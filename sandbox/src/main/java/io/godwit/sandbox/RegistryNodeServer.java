package io.godwit.sandbox;

import java.net.URI;
import java.nio.file.Path;

/**
 * A registry, wherever it runs.
 *
 * @param port of its HTTP side
 * @param node what runs
 */
record RegistryNodeServer(int port, Server node) implements RegistryServer {
    @Override
    public URI address() {
        return Registries.address(port);
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
