package io.godwit.bench.memory;

import io.godwit.bench.figures.Trace.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at roles all the time: at their resident memory every second, and every two seconds at what a full collection
 * leaves of their heaps. The collections cost each role a little time, and hide nothing: what is still held survives them.
 */
public final class MemorySampler implements AutoCloseable {
    private static final int RESIDENT_SECONDS = 1;
    private static final int LIVE_SECONDS = 2;
    private static final long SECOND = 1_000_000_000L;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final List<Watched> roles;
    private final HeapProbe heaps;
    private final long began = System.nanoTime();
    private final List<Thread> threads = List.of(
            Thread.ofPlatform().name("resident-memory").unstarted(() -> sample(RESIDENT_SECONDS, this::resident)),
            Thread.ofPlatform().name("live-heap").unstarted(() -> sample(LIVE_SECONDS, this::live)));
    private volatile boolean stopping;
    private volatile @Nullable Exception failure;

    /** Each list is filled by one thread. */
    private record Watched(RoleProcess role, List<Point> resident, List<Point> live) {}

    private interface Look {
        void at(Watched role) throws IOException, InterruptedException;
    }

    private MemorySampler(List<RoleProcess> roles, Path directory) {
        this.roles = roles.stream()
                .map(role -> new Watched(role, new ArrayList<>(), new ArrayList<>()))
                .toList();
        this.heaps = new HeapProbe(directory);
    }

    /**
     * Begins to look at roles that are ready.
     *
     * @param directory for whatever it must write
     */
    public static MemorySampler start(List<RoleProcess> roles, Path directory) {
        MemorySampler sampler = new MemorySampler(roles, directory);
        sampler.threads.forEach(Thread::start);
        return sampler;
    }

    /** Seconds from when this was started to a moment of {@link System#nanoTime()}. */
    public double secondOf(long moment) {
        return (moment - began) / 1e9;
    }

    /** Stops looking; a role that has ended by itself has no samples from then on. */
    public List<MemorySamples> finish() throws InterruptedException {
        close();
        for (Thread thread : threads) {
            thread.join();
        }
        Exception failed = failure;
        if (failed != null) {
            throw new IllegalStateException("memory could not be sampled: " + failed.getMessage(), failed);
        }
        return roles.stream()
                .map(one -> new MemorySamples(one.role.role(), one.resident, one.live))
                .toList();
    }

    @Override
    public void close() {
        stopping = true;
        threads.forEach(LockSupport::unpark);
    }

    private void sample(int seconds, Look look) {
        try {
            for (long due = began; !stopping; due += seconds * SECOND) {
                LockSupport.parkNanos(due - System.nanoTime());
                for (Watched role : roles) {
                    lookAt(role, look);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private static void lookAt(Watched one, Look look) throws IOException, InterruptedException {
        try {
            look.at(one);
        } catch (IOException e) {
            // where there is no process any more there is nothing to read
            if (!one.role.hasEnded()) {
                throw e;
            }
        }
    }

    private void resident(Watched one) throws IOException {
        Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/" + one.role.pid() + "/status")));
        if (matcher.find()) {
            one.resident.add(point(Long.parseLong(matcher.group(1)) / 1024.0));
        }
    }

    private void live(Watched one) throws InterruptedException {
        heaps.live(one.role.pid()).ifPresent(value -> one.live.add(point(value)));
    }

    private Point point(double value) {
        return new Point(secondOf(System.nanoTime()), value);
    }
}
