package io.godwit.sandbox;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** One server in a container; it keeps its file system over a kill and restart. */
final class ContainerServer implements Server {
    private static final Duration START = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;

    private final GenericContainer<?> container;
    private final BooleanSupplier ready;
    private final WorkDirectory directory = WorkDirectory.of(null, "container");
    private final AtomicInteger starts = new AtomicInteger();

    /** Ready when that is true; it must be false while the server is down. */
    ContainerServer(GenericContainer<?> container, BooleanSupplier ready) {
        this.container = container;
        this.ready = ready;
        prepare();
    }

    /** Ready when that line is in its log once per start. */
    ContainerServer(GenericContainer<?> container, String line) {
        this.container = container;
        this.ready = () -> container.getLogs().split(line, -1).length > starts.get();
        prepare();
    }

    @Override
    public void kill() {
        if (isRunning()) {
            engine().killContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void freeze() {
        engine().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void thaw() {
        engine().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void restart() {
        if (starts.getAndIncrement() == 0) {
            container.start();
        } else {
            kill();
            engine().startContainerCmd(container.getContainerId()).exec();
        }
        awaitReady();
    }

    @Override
    public void stop() {
        container.stop();
        directory.discard();
    }

    @Override
    public boolean isRunning() {
        return container.getContainerId() != null && container.isRunning();
    }

    @Override
    public Path log() {
        return directory.path().resolve("container.log");
    }

    private void prepare() {
        container
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy())
                .withLogConsumer(this::append)
                .waitingFor(new AbstractWaitStrategy() {
                    @Override
                    protected void waitUntilReady() {
                        // we wait ourselves, after a restart too
                    }
                });
    }

    private void append(OutputFrame frame) {
        try {
            Files.write(log(), frame.getBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        long start = System.nanoTime();
        while (!ready.getAsBoolean()) {
            if (!isRunning() || System.nanoTime() - start > START.toNanos()) {
                throw new ServerFailedException(
                        container.getDockerImageName() + " did not start in " + START + ":\n" + LogTail.of(log()));
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }
}
