package io.godwit.app.flow;

import io.godwit.console.role.BackfillStatus;
import io.godwit.flow.TopicAdmin;
import io.godwit.projector.listing.Backfill;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Projecting} in this process. */
public final class LocalProjecting implements Projecting, FlowHalf {
    private final FlowParts parts;
    private final Path state;
    private final boolean expelling;
    private volatile Optional<OpenProjector> open = Optional.empty();
    private volatile boolean listed;

    /**
     * @param state directory for what is kept on disk
     * @param listed whether an earlier process has finished the backfill
     * @param expelling whether members of its groups are dead that Kafka still counts: the others come back by themselves
     */
    public LocalProjecting(FlowParts parts, Path state, boolean listed, boolean expelling) {
        this.parts = parts;
        this.state = state;
        this.listed = listed;
        this.expelling = expelling;
    }

    @Override
    public synchronized void arm(int epoch) {
        if (open.isEmpty()) {
            prepare(epoch);
            try {
                opened().beginHere();
            } catch (RuntimeException e) {
                close(); // armed is only who knows where to begin
                throw e;
            }
        }
    }

    /** As {@link #arm}, once clients write here: what they wrote since the first time is to be carried. */
    public synchronized void armAgain(int epoch) {
        if (open.isEmpty()) {
            prepare(epoch);
        }
    }

    @Override
    public synchronized void open(int epoch, boolean isListed) {
        listed |= isListed;
        if (open.isEmpty()) {
            prepare(epoch);
        }
        opened().carry(isListed);
    }

    private void prepare(int epoch) {
        if (expelling) {
            try (TopicAdmin admin = TopicAdmin.open(parts.kafka())) {
                admin.expelDeadMembers(List.of(
                        parts.topics().trafficGroup(),
                        parts.topics().rescansGroup(),
                        parts.topics().reprojectionGroup()));
            }
        }
        open = Optional.of(new OpenProjector(parts, epoch, state));
    }

    @Override
    public synchronized void close() {
        Optional<OpenProjector> closing = open;
        open = Optional.empty();
        closing.ifPresent(OpenProjector::close);
    }

    @Override
    public Optional<Integer> epoch() {
        return open.map(now -> now.epoch);
    }

    @Override
    public void publishDefinitions() {
        opened().definitions.refresh();
    }

    @Override
    public synchronized void startBackfill() {
        opened().carrying().startBackfill();
    }

    @Override
    public BackfillStatus backfill() {
        Optional<Backfill> running = open.flatMap(OpenProjector::carriers).flatMap(Carriers::backfill);
        long found = open.map(now -> now.slices.listed()).orElse(0L);
        return new BackfillStatus(
                found,
                running.map(Backfill::expected).orElse(-1L),
                running.map(Backfill::finished).orElse(listed));
    }

    @Override
    public long pending() {
        return open.map(now -> now.traffic.pending()).orElse(0L);
    }

    @Override
    public boolean resolved() {
        return opened().traffic.pending() == 0;
    }

    @Override
    public boolean awaitResolved(Duration atMost) {
        return opened().traffic.awaitResolved(atMost);
    }

    @Override
    public List<String> collections() {
        return List.copyOf(opened().definitions.generations().keySet());
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        open.flatMap(OpenProjector::carriers).ifPresent(now -> problems.addAll(now.problems()));
        open.flatMap(now -> now.traffic.problem()).ifPresent(problems::add);
        return problems;
    }

    private OpenProjector opened() {
        return open.orElseThrow(() -> new IllegalStateException("the flow from " + parts.side() + " is not open"));
    }
}
