package io.godwit.chaos;

import io.godwit.chaos.fault.Fault;
import io.godwit.chaos.fault.Line;
import io.godwit.chaos.fault.Planned;
import io.godwit.chaos.fault.Trouble;
import io.godwit.chaos.role.Launch;
import io.godwit.chaos.role.Roles;
import io.godwit.sandbox.Server;
import io.godwit.sandbox.relay.RecordingRelay;
import io.godwit.schemas.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a schedule out. What lasts is ended on a thread of its own, while the next fault begins. */
final class Nemesis {
    private static final Logger LOG = LoggerFactory.getLogger(Nemesis.class);
    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
    /** A dead group member has its partitions until its session of 10 s is over, and who gets them has to begin. */
    private static final Duration SETTLES = Duration.ofSeconds(15);

    private static final Duration DELAY = Duration.ofMillis(100);
    private static final int REFUSED_PERCENT = 33;
    private static final int TRICKLE = 4_096;

    private final World world;
    private final Roles roles;
    private final FaultLog log;
    private final Consumer<Fault.Poison> poison;
    private final CountDownLatch calm = new CountDownLatch(1);
    private final AtomicInteger lasting = new AtomicInteger();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<Object, ReentrantLock> turns = new ConcurrentHashMap<>();
    /** Processes that were just started are cold. */
    private volatile Instant calmFrom = Instant.now().plus(SETTLES);

    Nemesis(World world, Roles roles, FaultLog log, Consumer<Fault.Poison> poison) {
        this.world = world;
        this.roles = roles;
        this.log = log;
        this.poison = poison;
    }

    /** Whether clocks can be made wrong on this machine. */
    static boolean canSkewClocks() {
        return java.nio.file.Files.exists(FAKETIME);
    }

    /** Blocks until the last fault has begun, or {@link #calm()}. */
    void carryOut(List<Planned> schedule) throws InterruptedException {
        for (Planned planned : schedule) {
            if (calm.await(planned.after().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            log.add(planned.fault());
            begin(planned.fault());
            calmFrom = Instant.now().plus(SETTLES);
        }
    }

    /** Whether no fault worked, and nothing ended, since then. */
    boolean isCalmSince(Instant time) {
        return lasting.get() == 0
                && calmFrom.isBefore(time)
                && log.last().plus(SETTLES).isBefore(time);
    }

    /** Ends what lasts, has everything run again and begins nothing more; blocks. What failed then is returned. */
    List<String> calm() throws InterruptedException {
        calm.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        for (Line line : Line.values()) {
            world.at(line).calm();
        }
        log.note("calm");
        return List.copyOf(failures);
    }

    private void begin(Fault fault) {
        switch (fault) {
            case Fault.Kill(String role) -> roles.kill(role);
            case Fault.Freeze(String role, Duration time) ->
                last(role, time, () -> roles.freeze(role, true), () -> roles.freeze(role, false));
            case Fault.BrokerDown(Duration time) -> restart(world.kafka(), time);
            case Fault.TargetDown(Duration time) -> restart(world.target(), time);
            case Fault.Flooded(String index, Duration time) ->
                flood(new Flood(world.cluster(Side.TARGET), index), time);
            case Fault.Disturbed(Line line, Trouble trouble, Duration time) -> disturb(world.at(line), trouble, time);
            case Fault.Skewed(String role, Duration by) -> roles.restart(role, skewed(by));
            case Fault.Poison bad -> poison.accept(bad);
        }
    }

    private static Launch skewed(Duration by) {
        String sign = by.isNegative() ? "-" : "+";
        return new Launch(
                List.of(),
                Map.of(
                        "LD_PRELOAD",
                        FAKETIME.toString(),
                        "FAKETIME",
                        sign + by.abs().toSeconds(),
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        "NO_FAKE_STAT",
                        "1"),
                null);
    }

    private void restart(Server server, Duration down) {
        last(server, down, server::kill, server::restart);
    }

    private void flood(Flood flood, Duration time) {
        last(flood.index(), time, flood::rise, flood::fall);
    }

    private void disturb(RecordingRelay relay, Trouble trouble, Duration time) {
        Runnable begin = switch (trouble) {
            case DELAY -> () -> relay.delay(DELAY);
            case STALL -> relay::freeze;
            case CUT -> relay::refuse;
            case RESET_AFTER_REQUEST -> relay::loseAnswers;
            case TRICKLE -> () -> relay.trickle(TRICKLE);
            case TOO_MANY_REQUESTS -> () -> relay.answerInstead(429, REFUSED_PERCENT);
            case UNAVAILABLE -> () -> relay.answerInstead(503, REFUSED_PERCENT);
        };
        last(relay, time, begin, relay::calm);
    }

    /** On a thread of its own; the next one of the same victim waits until this one has ended. */
    private void last(Object victim, Duration time, Runnable begin, Runnable end) {
        lasting.incrementAndGet();
        threads.add(Thread.ofPlatform().name("nemesis-lasting").daemon().start(() -> {
            ReentrantLock turn = turns.computeIfAbsent(victim, _ -> new ReentrantLock(true));
            turn.lock();
            try {
                carryOut(time, begin, end);
            } finally {
                turn.unlock();
                calmFrom = Instant.now().plus(SETTLES);
                lasting.decrementAndGet();
            }
        }));
    }

    private void carryOut(Duration time, Runnable begin, Runnable end) {
        try {
            begin.run();
            var unused = calm.await(time.toMillis(), TimeUnit.MILLISECONDS);
            end.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a fault could not be carried out");
            failures.add("a fault could not be carried out: " + e.getMessage());
        }
    }
}
