package io.godwit.sandbox.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One running broker and controller (KRaft) in this JVM.
 *
 * <p>Its signature has JDK types only, so that it can be called reflectively through a class loader of its own. The
 * data directory ({@code log.dirs}) is formatted on the first start and kept on the next ones; while a killed
 * predecessor still holds its lock, the start waits. Closing is a controlled shutdown; a process that dies instead
 * loses nothing it has acknowledged.
 */
public final class Broker implements AutoCloseable {
    private final KafkaRaftServer server;

    private Broker(KafkaRaftServer server) {
        this.server = server;
    }

    /**
     * Starts a broker; it serves clients when this returns (one of several brokers: when the others are there too).
     *
     * @param settings the broker's {@code server.properties}, with {@code node.id} and {@code log.dirs}, and
     *     {@code cluster.id}, which is equal for all brokers of a cluster
     * @param log the file the broker's log goes to
     */
    public static Broker start(Properties settings, Path log) {
        BrokerLog.writeTo(log);
        awaitPredecessor(Path.of(settings.getProperty("log.dirs")));
        format(settings);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new Broker(server);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** A process that is still about to die holds the lock which Kafka itself takes without waiting. */
    private static void awaitPredecessor(Path data) {
        try (FileChannel lock = FileChannel.open(
                Files.createDirectories(data).resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock().release();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + data, e);
        }
    }

    private static void format(Properties settings) {
        String directory = settings.getProperty("log.dirs");
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                    .setClusterId(
                            settings.getProperty("cluster.id", Uuid.randomUuid().toString()))
                    .addDirectory(directory)
                    .setMetadataLogDirectory(directory)
                    .setControllerListenerName(settings.getProperty("controller.listener.names"))
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + directory, e);
        }
    }
}
