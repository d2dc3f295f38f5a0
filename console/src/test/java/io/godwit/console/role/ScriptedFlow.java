package io.godwit.console.role;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A flow whose stages are what the test says. */
public final class ScriptedFlow implements Flow {
    private ReplayLimits limits = new ReplayLimits(0, 3);
    public boolean catchesUp = true;
    public final List<String> calls = new ArrayList<>();
    public volatile List<Stage> stages = List.of(new Stage("traffic", 0), new Stage("edits", 0));
    public volatile boolean backfillFinished = true;
    /** Instead of ten of ten. */
    public volatile Optional<BackfillStatus> listing = Optional.empty();

    /** How many there have ever been. */
    public volatile long deadLetters;

    public volatile long recorded = 100;
    public boolean refusesOpen;
    public boolean failing;
    /** Whether roles that are asked anew say so, too. */
    public volatile boolean drained = true;

    public boolean refreshes = true;
    public Runnable onRefresh = () -> {};
    private final Side from;
    private boolean open;
    private volatile long settledDeadLetters;

    public ScriptedFlow(Side from) {
        this.from = from;
    }

    @Override
    public Side from() {
        return from;
    }

    @Override
    public synchronized void open(int epoch) {
        if (refusesOpen) {
            throw new IllegalStateException("no topics");
        }
        if (!open) {
            open = true;
            calls.add("open " + epoch);
        }
    }

    @Override
    public synchronized void arm(int epoch) {
        if (refusesOpen) {
            throw new IllegalStateException("no topics");
        }
        calls.add("arm " + epoch);
    }

    @Override
    public synchronized void close() {
        open = false;
        calls.add("close");
    }

    @Override
    public synchronized List<String> migrateMetadata() {
        calls.add("metadata");
        return List.of("products: created");
    }

    @Override
    public synchronized void startBackfill() {
        calls.add("backfill");
    }

    @Override
    public BackfillStatus backfill() {
        return listing.orElseGet(() -> new BackfillStatus(10, 10, backfillFinished));
    }

    @Override
    public long recorded() {
        return recorded;
    }

    @Override
    public List<Stage> stages() {
        if (failing) {
            throw new IllegalStateException("Kafka is away");
        }
        return stages;
    }

    @Override
    public boolean drained() {
        return drained && stages().stream().allMatch(stage -> stage.waiting() == 0);
    }

    @Override
    public ReplayStatus replay() {
        return new ReplayStatus(0, 0, 0, 0, 0, deadLetters - settledDeadLetters, "nothing");
    }

    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public long deadLettersEver() {
        return deadLetters;
    }

    @Override
    public void settleDeadLetters(long count) {
        settledDeadLetters = count;
    }

    @Override
    public boolean awaitCaughtUp(Duration atMost) {
        return catchesUp;
    }

    @Override
    public synchronized boolean refresh(Duration atMost) {
        calls.add("refresh");
        onRefresh.run();
        return refreshes;
    }

    @Override
    public synchronized void sweep() {
        calls.add("sweep");
    }

    @Override
    public synchronized void repair(Collection<RecordKey> records) {
        calls.add("repair " + records);
    }

    @Override
    public synchronized ReplayLimits limits() {
        return limits;
    }

    @Override
    public synchronized void limit(ReplayLimits given) {
        limits = given;
        calls.add("limit " + given.maxMbps());
    }

    @Override
    public List<String> collections() {
        return List.of("products");
    }
}
