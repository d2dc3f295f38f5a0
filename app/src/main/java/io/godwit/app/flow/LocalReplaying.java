package io.godwit.app.flow;

import io.godwit.console.role.ReplayLimits;
import io.godwit.flow.TopicAdmin;
import io.godwit.replayer.Limits;
import io.godwit.replayer.ReplayProgress;
import io.godwit.replayer.Replayer;
import io.godwit.replayer.ReplayerSettings;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.replayer.metadata.Peers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {@link Replaying} in this process. */
public final class LocalReplaying implements Replaying, FlowHalf {
    private final FlowParts parts;
    private final Peers peers;
    private final boolean expelling;
    private volatile Optional<Open> open = Optional.empty();

    /**
     * @param peers the replayers of the same flow in other processes
     * @param expelling whether members of its group are dead that Kafka still counts: the others come back by themselves
     */
    public LocalReplaying(FlowParts parts, Peers peers, boolean expelling) {
        this.parts = parts;
        this.peers = peers;
        this.expelling = expelling;
    }

    /** While it is prepared or open. */
    private final class Open implements AutoCloseable {
        final int epoch;
        final Metadata.Manner manner;
        final Metadata metadata;
        volatile Optional<Replayer> replayer = Optional.empty();

        Open(int epoch, Metadata.Manner manner) {
            this.epoch = epoch;
            this.manner = manner;
            this.metadata = Metadata.follow(
                    parts.kafka(), parts.topics(), parts.wire(), parts.to(), parts.toFlavour(), manner, peers);
        }

        void write(ReplayLimits limits) {
            if (replayer.isEmpty()) {
                expelTheDead();
                replayer = Optional.of(Replayer.start(new ReplayerSettings(
                        parts.kafka(),
                        parts.topics(),
                        parts.wire(),
                        parts.to(),
                        Optional.of(metadata),
                        epoch,
                        limitsOf(limits))));
            }
        }

        @Override
        public void close() {
            replayer.ifPresent(Replayer::close);
            metadata.close();
        }
    }

    @Override
    public synchronized void arm(int epoch) {
        if (open.isEmpty()) {
            open = Optional.of(new Open(epoch, Metadata.Manner.ARM));
        }
    }

    @Override
    public synchronized void open(int epoch, ReplayLimits limits) {
        if (open.isEmpty()) {
            open = Optional.of(new Open(epoch, epoch == 0 ? Metadata.Manner.MAKE : Metadata.Manner.ADOPT));
        }
        opened().write(limits);
    }

    @Override
    public synchronized void close() {
        open.ifPresent(Open::close);
        open = Optional.empty(); // only now nothing is written any more
    }

    /** Whether it is prepared and does not carry yet. */
    public boolean armed() {
        return open.filter(now -> now.manner == Metadata.Manner.ARM && now.replayer.isEmpty())
                .isPresent();
    }

    @Override
    public Optional<Integer> epoch() {
        return open.map(now -> now.epoch);
    }

    /** Whether it has the first partition of the flow, of which there is one owner. */
    public boolean ownsFirstPartition() {
        return open.flatMap(now -> now.replayer)
                .map(Replayer::ownsFirstPartition)
                .orElse(false);
    }

    /** As {@link Metadata#awaitRetired}; at once when nothing is open, because nothing is written then. */
    public void awaitRetired(String collection, Collection<String> generations) {
        open.ifPresent(now -> now.metadata.awaitRetired(collection, generations));
    }

    @Override
    public List<String> awaitDefinitions(Duration atMost) {
        Metadata metadata = opened().metadata;
        try {
            if (!metadata.awaitApplied(atMost)) {
                throw new IllegalStateException("definitions were not applied within " + atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while definitions were applied", e);
        }
        if (!metadata.problems().isEmpty()) {
            throw new IllegalStateException(String.join("; ", metadata.problems()));
        }
        return metadata.report();
    }

    @Override
    public int waitingDefinitions() {
        return open.map(now -> now.metadata.waiting()).orElse(0);
    }

    @Override
    public boolean definitionsSettled() {
        return opened().metadata.waiting() == 0;
    }

    @Override
    public Optional<ReplayProgress> progress() {
        return open.flatMap(now -> now.replayer).map(Replayer::progress);
    }

    @Override
    public boolean refresh(Collection<String> collections, Duration atMost) {
        return writing().refresh(collections, atMost);
    }

    @Override
    public void sweep(int epoch) {
        writing().sweep(epoch);
    }

    @Override
    public void limit(ReplayLimits limits) {
        open.flatMap(now -> now.replayer).ifPresent(replayer -> replayer.limit(limitsOf(limits)));
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        open.flatMap(now -> now.replayer)
                .flatMap(Replayer::failure)
                .ifPresent(error -> problems.add("the replayer has stopped, start again: " + error.getMessage()));
        open.ifPresent(now -> problems.addAll(now.metadata.problems()));
        return problems;
    }

    private Open opened() {
        return open.orElseThrow(() -> new IllegalStateException("the flow from " + parts.side() + " is not open"));
    }

    private Replayer writing() {
        return opened().replayer
                .orElseThrow(() ->
                        new IllegalStateException("the flow from " + parts.side() + " does not carry records yet"));
    }

    private void expelTheDead() {
        if (expelling) {
            try (TopicAdmin admin = TopicAdmin.open(parts.kafka())) {
                admin.expelDeadMembers(List.of(parts.topics().replayerGroup()));
            }
        }
    }

    private static Limits limitsOf(ReplayLimits given) {
        return new Limits(given.maxMbps(), given.maxInflightRequests());
    }
}
