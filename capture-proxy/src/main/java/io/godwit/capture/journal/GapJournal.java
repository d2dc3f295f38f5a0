package io.godwit.capture.journal;

import io.godwit.capture.request.RequestClassifier;
import io.godwit.capture.route.Ticket;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers mutations that may have reached a side unrecorded: first in a file of its own, forced to disk, then in the
 * gaps topic of the flow; the file goes when Kafka has it. What a crash leaves is offered to Kafka again at the next
 * start. Thread-safe and never blocks: files are written on a thread of its own.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each future is looked at by its own callback
public final class GapJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GapJournal.class);
    private static final String SUFFIX = ".gap";
    private static final long RETRY_MILLIS = 500;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Path directory;
    private final TrafficJournal traffic;
    private final ProxyIdentity identity;
    private final Wire wire;
    private final ScheduledExecutorService timer;
    private final ExecutorService disk = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("capture-gaps").daemon().factory());
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong number = new AtomicLong();

    private GapJournal(Path directory, TrafficJournal traffic, Wire wire, ScheduledExecutorService timer) {
        this.directory = directory;
        this.traffic = traffic;
        this.identity = traffic.identity();
        this.wire = wire;
        this.timer = timer;
    }

    /** Opens it and offers what an earlier process left to Kafka; a file that cannot be read is an exception. */
    public static GapJournal open(
            DataDirectory data, TrafficJournal traffic, Wire wire, ScheduledExecutorService timer) {
        GapJournal journal = new GapJournal(data.gaps(), traffic, wire, timer);
        try {
            journal.replay();
            return journal;
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Remembers that a mutation may have been executed unrecorded. Complete when it is on disk, failed when the disk does
     * not take it; Kafka gets it afterwards in either case.
     */
    public CompletableFuture<Void> remember(Ticket ticket, String reason, Instant until) {
        pending.incrementAndGet();
        String topic = ticket.route().flow().gaps().name();
        Gap gap = gap(ticket, reason, until);
        byte[] bytes = wire.format(topic, Gap.class).encode(gap);
        Path file = directory.resolve(gap.getId() + "@" + topic + SUFFIX);
        LOG.atWarn()
                .addKeyValue("request", gap.getRequestLine())
                .addKeyValue("reason", gap.getReason())
                .log("a mutation may have escaped the capture");
        return CompletableFuture.runAsync(() -> store(file, bytes), disk)
                .whenComplete((done, failure) -> offer(file, topic, gap.getId(), bytes));
    }

    private Gap gap(Ticket ticket, String reason, Instant until) {
        return new Gap(
                identity.prefix() + "-gap-" + Long.toString(number.incrementAndGet(), Character.MAX_RADIX),
                identity.proxy(),
                ticket.requestLine(),
                RequestClassifier.collection(
                        ticket.requestLine().substring(ticket.requestLine().indexOf(' ') + 1)),
                reason,
                ticket.since().toEpochMilli(),
                until.toEpochMilli());
    }

    /** Gaps that Kafka does not have yet. */
    public int pending() {
        return pending.get();
    }

    private void replay() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                int at = name.indexOf('@');
                pending.incrementAndGet();
                String topic = name.substring(at + 1, name.length() - SUFFIX.length());
                offer(file, topic, name.substring(0, at), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("gaps in '" + directory + "' cannot be read", e);
        }
    }

    private void offer(Path file, String topic, String key, byte[] bytes) {
        Outgoing record = new Outgoing(topic, null, key, () -> bytes);
        record.acknowledged().whenComplete((done, failure) -> {
            if (failure == null) {
                pending.decrementAndGet();
                disk.execute(() -> forget(file));
            } else if (!disk.isShutdown()) {
                timer.schedule(() -> offer(file, topic, key, bytes), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
        traffic.sender().send(record, 0);
    }

    private static void store(Path file, byte[] bytes) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap(bytes));
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(file);
            CrashPoint.GAP_ON_DISK_BEFORE_KAFKA.pass();
        } catch (IOException e) {
            LOG.atError().setCause(e).addKeyValue("file", file).log("gap cannot be written to disk");
            throw new UncheckedIOException(e);
        }
    }

    /** So that the name survives a power failure too. */
    private static void forceDirectory(Path file) throws IOException {
        try (FileChannel parent = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file).log("gap known to Kafka cannot be deleted from disk");
        }
    }

    /** Waits for what is being written; blocks. */
    @Override
    public void close() {
        disk.shutdown();
        try {
            if (!disk.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atError().addKeyValue("directory", directory).log("gaps are not on disk yet, closed all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
