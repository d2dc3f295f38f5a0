package io.godwit.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One or three brokers, wherever they run. */
final class KafkaCluster implements KafkaServer {
    private final String bootstrapServers;
    private final List<Server> brokers;
    private final Runnable afterStop;

    KafkaCluster(String bootstrapServers, List<Server> brokers, Runnable afterStop) {
        this.bootstrapServers = bootstrapServers;
        this.brokers = List.copyOf(brokers);
        this.afterStop = afterStop;
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public List<Server> brokers() {
        return brokers;
    }

    @Override
    public void kill() {
        forAll(Server::kill);
    }

    @Override
    public void freeze() {
        forAll(Server::freeze);
    }

    @Override
    public void thaw() {
        forAll(Server::thaw);
    }

    @Override
    public void restart() {
        forAll(Server::restart);
    }

    @Override
    public void stop() {
        forAll(Server::stop);
        afterStop.run();
    }

    @Override
    public boolean isRunning() {
        return brokers.stream().allMatch(Server::isRunning);
    }

    @Override
    public Path log() {
        return brokers.getFirst().log();
    }

    /** At the same time, because the brokers of a cluster wait for each other. */
    private void forAll(Consumer<Server> what) {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("sandbox-kafka-", 1).factory())) {
            List<Future<?>> all = new ArrayList<>();
            brokers.forEach(broker -> all.add(threads.submit(() -> what.accept(broker))));
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted", e);
        }
    }
}
