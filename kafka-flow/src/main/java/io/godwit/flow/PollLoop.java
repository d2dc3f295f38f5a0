package io.godwit.flow;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The polling thread of a flow. Each turn polls the highest lane first and without waiting, then, if that had nothing,
 * the others by rank. When nobody has anything it waits a moment: in the lower lane that has something to come, so that
 * bulk flows, else in the highest, so that an edit is seen at once. It polls whether or not there is demand or room, the
 * partitions then being paused, so the membership of the group does not depend on anybody's speed. While Kafka does not
 * answer, or does not allow it, the loop tries again and again.
 */
final class PollLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
    /** The longest an edit waits for a lower lane's network. */
    private static final Duration EXPECTING = Duration.ofMillis(1);
    /** How soon room made by an acknowledgement is seen. */
    private static final Duration BUSY = Duration.ofMillis(2);
    /** How soon a record of a lower lane is seen when all is quiet. */
    private static final Duration QUIET = Duration.ofMillis(25);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final List<LaneReader> lanes;
    private final LaneGate gate;
    private final HandOff<?> handOff;
    private final Commits commits;
    private final Ownership ownership;
    private final FlowLife life;
    private final PassingFaults faults;
    private volatile LaneLags lags = LaneLags.NONE;

    /** @param lanes highest first */
    PollLoop(
            List<LaneReader> lanes,
            LaneGate gate,
            HandOff<?> handOff,
            Commits commits,
            Ownership ownership,
            FlowLife life) {
        this.lanes = lanes;
        this.gate = gate;
        this.handOff = handOff;
        this.commits = commits;
        this.ownership = ownership;
        this.life = life;
        this.faults = new PassingFaults(lanes.getFirst().lane().topic());
    }

    LaneLags lags() {
        return lags;
    }

    @Override
    public void run() {
        try {
            LaneReader highest = lanes.getFirst();
            highest.consumer().subscribe(List.of(highest.lane().topic()), ownership);
            while (life.ending().isEmpty()) {
                patientTurn();
            }
        } catch (Throwable e) {
            life.end(new Ending.Failed(e));
        }
        Ending how = life.ending().orElseThrow();
        guarded("flow not settled at its end", () -> settle(how));
        lanes.reversed().forEach(lane -> guarded("consumer not closed", () -> close(lane, how)));
        lags = LaneLags.NONE;
        handOff.end(how);
    }

    /** What passes must not end the flow: its records are where they were. */
    private void patientTurn() {
        try {
            turn();
        } catch (KafkaException e) {
            faults.waitOut(e);
        }
    }

    private void turn() {
        gate.apply(handOff);
        if (!pollAll()) {
            pollPatiently();
        }
        if (commits.tick()) {
            lags = new LaneLags(
                    lanes.getFirst().partitions().size(),
                    lanes.stream().map(LaneReader::lags).toList());
        }
        // at the end: what was taken before must not wait for it
        ownership.takeUp();
    }

    private boolean pollAll() {
        for (int i = 0; i < lanes.size(); i++) {
            boolean worthIt = i == 0 || lanes.get(i).isOpen();
            if (worthIt && poll(i, Duration.ZERO)) {
                return true;
            }
        }
        return false;
    }

    private void pollPatiently() {
        for (int i = 1; i < lanes.size(); i++) {
            LaneReader lane = lanes.get(i);
            if (lane.isOpen() && lane.expectsRecords()) {
                poll(i, EXPECTING);
                return;
            }
        }
        boolean quiet = lanes.stream().allMatch(lane -> lane.inFlight() == 0);
        poll(0, quiet ? QUIET : BUSY);
    }

    private boolean poll(int lane, Duration timeout) {
        Polled polled = lanes.get(lane).poll(timeout);
        if (polled.parts().isEmpty()) {
            return false;
        }
        handOff.put(lane, polled);
        return true;
    }

    private void settle(Ending how) {
        switch (how) {
            case Ending.Drained() -> ownership.drain(ownership.owned());
            case Ending.Failed(Throwable cause) -> {
                LOG.atError().setCause(cause).log("flow failed");
                ownership.commit(ownership.owned());
                ownership.giveUp(ownership.owned());
            }
            case Ending.Killed(boolean silently) -> ownership.giveUp(ownership.owned());
        }
    }

    private static void close(LaneReader lane, Ending how) {
        boolean stay = how instanceof Ending.Killed(boolean silently) && silently;
        lane.consumer()
                .close(CloseOptions.timeout(CLOSE_TIMEOUT)
                        .withGroupMembershipOperation(
                                stay ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.DEFAULT));
    }

    /** What goes wrong at the end is logged: it must not hide why it ended. */
    private static void guarded(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log(what);
        }
    }
}
