package io.godwit.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One or three brokers, in processes or in this JVM. */
final class KafkaCluster implements KafkaServer {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaCluster.class);

    private final WorkDirectory directory;
    private final BrokerSettings settings;
    private final List<Server> brokers;

    private KafkaCluster(WorkDirectory directory, BrokerSettings settings, List<Server> brokers) {
        this.directory = directory;
        this.settings = settings;
        this.brokers = List.copyOf(brokers);
    }

    static KafkaServer start(KafkaOptions options) {
        WorkDirectory directory = WorkDirectory.of(options.data(), "kafka");
        BrokerSettings settings = BrokerSettings.of(options, directory);
        List<Server> brokers = IntStream.rangeClosed(1, options.brokers())
                .mapToObj(node -> broker(options, settings, directory, node))
                .toList();
        KafkaCluster cluster = new KafkaCluster(directory, settings, brokers);
        try {
            cluster.restart();
        } catch (ServerFailedException e) {
            cluster.forAll(Server::stop);
            directory.discard();
            throw e;
        }
        LOG.atInfo()
                .addKeyValue("bootstrapServers", cluster.bootstrapServers())
                .addKeyValue("place", options.place())
                .log("kafka started");
        return cluster;
    }

    private static Server broker(KafkaOptions options, BrokerSettings settings, WorkDirectory directory, int node) {
        Path place = directory.child("broker-" + node);
        Map<String, String> properties = settings.of(node, place.resolve("data"), options.settings());
        Path log = place.resolve("broker.log");
        return switch (options.place()) {
            case JVM -> new JvmBroker(properties, log);
            case PROCESS -> BrokerProcesses.warm(options.jvm(), place, properties);
        };
    }

    @Override
    public String bootstrapServers() {
        return settings.bootstrapServers();
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
        directory.discard();
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
