package io.godwit.chaos;

import io.godwit.chaos.fault.Fault;
import io.godwit.chaos.fault.FaultKind;
import io.godwit.chaos.fault.Planned;
import io.godwit.chaos.fault.Schedule;
import io.godwit.chaos.fault.ScheduleSettings;
import io.godwit.chaos.role.Ending;
import io.godwit.chaos.role.RoleSpec;
import io.godwit.chaos.role.Roles;
import io.godwit.chaos.topic.Disturber;
import io.godwit.chaos.topic.Poisoner;
import io.godwit.chaos.tour.Tour;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Everything that runs beside the clients: servers, role processes, whoever disturbs them, whoever watches them. */
final class Machinery implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(40);
    private static final double BACKFILL_SHARE = 0.4;
    private static final double MEGABITS_A_DOCUMENT = 0.005;
    private static final int MOST_REQUESTS_A_SECOND = 150;

    final World world;
    final Tour tour;
    final Roles roles;
    final Endings endings;
    final FaultLog log;
    final Operator operator;
    final Nemesis nemesis;
    final Poisoner poisoner;
    final Watch watch;
    private final ChaosOptions options;
    private final List<Planned> schedule;
    private final Optional<Disturber> disturber;

    private Machinery(ChaosOptions options, Program program, World world) throws InterruptedException {
        this.options = options;
        this.world = world;
        this.log = new FaultLog(options.directory().resolve("faults.log"));
        this.endings = new Endings(log);
        List<RoleSpec> specs = world.roles(options.directory(), settings());
        this.tour = options.faults().contains(FaultKind.CRASH)
                ? Tour.of(options.seed(), specs, options.swing())
                : Tour.none(specs);
        this.roles = Roles.start(program.launcher(), specs, tour::launch, this::ended);
        this.schedule = Schedule.of(
                new ScheduleSettings(options.seed(), kinds(), options.kills(), options.pace(), roles.names()));
        if (options.faults().contains(FaultKind.CRASH)) {
            EarlyWrites.send(world);
        }
        List<String> missing = roles.awaitReady(START);
        if (!missing.isEmpty()) {
            roles.close();
            throw new IllegalStateException(
                    "not ready within " + START + ": " + missing + "; see their .log files in " + options.directory());
        }
        this.operator = Operator.open(world.kafkaClients(), World.TOPICS);
        this.poisoner = Poisoner.open(world.kafka().bootstrapServers());
        this.nemesis = new Nemesis(world, roles, log, this::poison);
        this.watch = Watch.start(world, operator, nemesis);
        this.disturber = disturber();
    }

    /** Starts the role processes on the servers of {@code world} and waits until they are ready. */
    static Machinery start(ChaosOptions options, Program program, World world) throws InterruptedException {
        return new Machinery(options, program, world);
    }

    /** Begins the faults; complete when the last one has begun. */
    CompletableFuture<Void> begin() {
        tour.begin(roles);
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        nemesis.carryOut(schedule);
                        tour.lastRound();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                Thread.ofPlatform().name("nemesis").daemon()::start);
    }

    /** Ends all disturbance; blocks until every process is ready. */
    void calm() throws InterruptedException {
        nemesis.calm().forEach(endings::wrong);
        tour.calm();
        disturber.ifPresent(Disturber::close);
        roles.awaitReady(START).forEach(name -> endings.wrong(name + " is not ready " + START + " after all faults"));
    }

    /** Records that came again. */
    long repeated() {
        return disturber.map(Disturber::again).orElse(0L);
    }

    /** Ends the role processes in order; what did not end so is among the endings. */
    void stopRoles() throws InterruptedException {
        roles.stop(END).forEach(name -> endings.wrong(name + " did not end within " + END + " after SIGTERM"));
    }

    @Override
    public void close() {
        tour.close();
        disturber.ifPresent(Disturber::close);
        watch.close();
        operator.close();
        poisoner.close();
        roles.close();
    }

    /** The backfill shall wait on its lane for a good part of the run, and edits get through beside it. */
    private Map<String, String> settings() {
        Duration length = options.pace().usual().multipliedBy(Math.max(1, options.kills()));
        double seconds = ChaosRun.QUIET.toSeconds() + length.toSeconds() * BACKFILL_SHARE;
        int rate = options.perSecond() == 0
                ? MOST_REQUESTS_A_SECOND
                : Math.min(options.perSecond(), MOST_REQUESTS_A_SECOND);
        double edits = rate * options.load().operationsPerRequest();
        double mbps = (options.documents() / seconds + edits) * MEGABITS_A_DOCUMENT;
        return Map.of("replayer.max.mbps", String.format(Locale.ROOT, "%.2f", mbps), "swing.hold.max.ms", "15000");
    }

    private Set<FaultKind> kinds() {
        Set<FaultKind> kinds = new HashSet<>(options.faults());
        if (!Nemesis.canSkewClocks() && kinds.remove(FaultKind.CLOCK)) {
            log.note("no wrong clocks: libfaketime is not installed (Debian package faketime)");
        }
        return kinds;
    }

    private void ended(Ending ending) {
        tour.ended(ending);
        endings.add(ending);
    }

    private void poison(Fault.Poison fault) {
        Side side = operator.status().map(now -> now.state().side()).orElse(Side.SOURCE);
        Topics flow = side == Side.SOURCE ? World.TOPICS : World.TOPICS.back();
        poisoner.put(flow, fault.records(), fault.seed());
    }

    private Optional<Disturber> disturber() {
        boolean duplicates = options.faults().contains(FaultKind.DUP);
        boolean reorders = options.faults().contains(FaultKind.REORDER);
        if (!duplicates && !reorders) {
            return Optional.empty();
        }
        Set<String> topics = new HashSet<>();
        for (Topics flow : List.of(World.TOPICS, World.TOPICS.back())) {
            topics.addAll(List.of(
                    flow.edits().name(),
                    flow.backfill().name(),
                    flow.candidates().name()));
        }
        return Optional.of(
                Disturber.start(world.kafka().bootstrapServers(), topics, options.seed(), duplicates, reorders));
    }
}
