package io.godwit.chaos;

import io.godwit.chaos.check.Finding;
import io.godwit.chaos.topic.PoisonReport;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.search.Flavour;
import io.godwit.trial.Trial;
import io.godwit.trial.TrialSettings;
import io.godwit.trial.oracle.Judgement;
import io.godwit.trial.shop.Shop;
import io.godwit.trial.shop.ShopDocuments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One run, from the first server's start to the judgement. */
public final class ChaosRun {
    /** At the beginning and at the end nothing is disturbed for at most so long, so that edits can be timed. */
    static final Duration QUIET = Duration.ofSeconds(45);

    private static final Duration SWING = Duration.ofMinutes(10);
    private static final double SWING_AT = 0.4;
    private static final double SWING_BACK_AT = 0.7;
    private static final long POLL_MILLIS = 300;
    private static final Duration PROGRESS = Duration.ofSeconds(15);

    private final ChaosOptions options;
    private final Consumer<String> say;
    private final Machinery machinery;
    private final Trial trial;
    private final SwingDrill drill;
    private final Instant began;
    private final List<String> swings = new ArrayList<>();
    private boolean swung = true;
    private Instant told = Instant.EPOCH;

    private ChaosRun(ChaosOptions options, Machinery machinery, Trial trial, Consumer<String> say, Instant began) {
        this.options = options;
        this.machinery = machinery;
        this.trial = trial;
        this.say = say;
        this.began = began;
        this.drill = new SwingDrill(machinery.operator, machinery.tour, trial, say, () -> tell("a swing"));
    }

    /**
     * Goes all the way; blocks.
     *
     * @param say told what happens, line by line
     */
    public static ChaosResult run(ChaosOptions options, Program program, Consumer<String> say)
            throws InterruptedException {
        Instant began = Instant.now();
        say.accept("seed " + options.seed() + ": starting servers, " + options.documents() + " documents; see "
                + options.directory());
        try (World world = World.start(options.source(), options.directory())) {
            Flavour flavour = fill(options, world);
            try (Machinery machinery = Machinery.start(options, program, world);
                    Trial trial = Trial.start(trial(options, world, flavour))) {
                return new ChaosRun(options, machinery, trial, say, began).run();
            }
        }
    }

    private static Flavour fill(ChaosOptions options, World world) {
        Flavour flavour = world.cluster(Side.SOURCE).flavour();
        Shop shop = new Shop(world.cluster(Side.SOURCE), flavour);
        shop.prepare();
        shop.load(new ShopDocuments(options.seed()), options.documents());
        return flavour;
    }

    private static TrialSettings trial(ChaosOptions options, World world, Flavour flavour) {
        return TrialSettings.of(
                        world::proxies,
                        flavour,
                        options.seed(),
                        options.directory().resolve("trial"))
                .load(options.load())
                .watch(world.target().address());
    }

    private ChaosResult run() throws InterruptedException {
        say.accept("clients write; " + options.kills() + " kills to come, other faults " + options.faults());
        awaitQuietly("a backfill that waits", machinery.watch::backfillWaits);
        awaitQuietly("edits timed beside the backfill", machinery.watch.edits()::knowsBeside);
        CompletableFuture<Void> faults = machinery.begin();
        if (options.swing()) {
            await("kills before the swing", () -> isDone(SWING_AT) || faults.isDone());
            swing(Side.TARGET);
            await("kills before the way back", () -> isDone(SWING_BACK_AT) || faults.isDone());
            swing(Side.SOURCE);
        }
        await("all faults and operations", () -> faults.isDone() && trial.recordOperations() >= options.operations());
        say.accept(
                "no more faults after " + machinery.log.counts() + " and " + trial.recordOperations() + " operations");
        machinery.calm();
        awaitQuietly("edits timed without a backfill", machinery.watch.edits()::knowsAlone);
        trial.stop();
        return judged();
    }

    private ChaosResult judged() throws InterruptedException {
        Rest rest = new Rest(machinery.operator, say);
        List<Finding> findings = new ArrayList<>();
        Finding verified = rest.verify(() -> poison().neighbours().size());
        machinery.watch.close();
        say.accept("asking the oracle");
        Judgement judgement = trial.judge(machinery.world.cluster(Side.SOURCE), machinery.world.cluster(Side.TARGET));
        say.accept(judgement.summary());
        PoisonReport poison = poison();
        Verdicts verdicts = new Verdicts(machinery.world, options.swing());
        findings.addAll(verdicts.of(judgement, acknowledged()));
        verdicts.explain(judgement, options.directory().resolve("topics.txt"));
        findings.addAll(machinery.watch.findings());
        findings.add(verified);
        findings.add(new Finding(
                "poison",
                "every bad record is a dead letter",
                poison.lost().isEmpty(),
                poison.deadLetters() + " dead letters of " + poison.put() + ", " + poison.notReached()
                        + " on a flow that does not work now; neither: " + poison.lost()));
        findings.add(new Finding(
                "clients", "no client saw an error", trial.errors().isEmpty(), "errors: " + trial.errors()));
        findings.add(new Finding("swings", "clients were moved and moved back", swung, String.join("; ", swings)));
        machinery.stopRoles();
        findings.add(machinery.endings.finding());
        return result(findings, poison);
    }

    private ChaosResult result(List<Finding> findings, PoisonReport poison) {
        return new ChaosResult(
                findings.stream().allMatch(Finding::held),
                options.seed(),
                machinery.log.counts(),
                machinery.tour.visits(machinery.endings.halts()),
                machinery.repeated(),
                poison,
                trial.operations(),
                trial.recordOperations(),
                trial.unknown(),
                drill.attempts() + " swings ordered",
                findings,
                Duration.between(began, Instant.now()).toMillis() / 1000.0);
    }

    private PoisonReport poison() {
        List<Topics> flows = options.swing() ? List.of(World.TOPICS, World.TOPICS.back()) : List.of(World.TOPICS);
        return machinery.poisoner.report(flows);
    }

    private long acknowledged() {
        return trial.operations() - trial.unknown() - trial.notExecuted();
    }

    private boolean isDone(double share) {
        return machinery.log.kills() >= share * options.kills();
    }

    private void swing(Side side) throws InterruptedException {
        drill.unthrottle();
        int before = drill.attempts();
        Instant start = Instant.now();
        boolean there = drill.to(side, SWING);
        swung &= there;
        swings.add((there ? "at " : "NOT at ") + side + " after " + (drill.attempts() - before) + " attempts, "
                + Duration.between(start, Instant.now()).toSeconds() + " s");
        say.accept("clients " + swings.getLast());
    }

    private void awaitQuietly(String what, BooleanSupplier reached) throws InterruptedException {
        Instant deadline = Instant.now().plus(QUIET);
        await(what, () -> reached.getAsBoolean() || Instant.now().isAfter(deadline));
    }

    private void await(String what, BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            tell(what);
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void tell(String awaited) {
        if (Duration.between(told, Instant.now()).compareTo(PROGRESS) < 0) {
            return;
        }
        told = Instant.now();
        say.accept(String.format(
                Locale.ROOT,
                "%5d s  %d requests, %d unanswered, %d operations, faults %s; awaiting %s; %s",
                Duration.between(began, told).toSeconds(),
                trial.operations(),
                trial.unknown(),
                trial.recordOperations(),
                machinery.log.counts(),
                awaited,
                machinery
                        .operator
                        .status()
                        .map(now -> now.running() + " " + now.verdict())
                        .orElse("no status")));
    }
}
