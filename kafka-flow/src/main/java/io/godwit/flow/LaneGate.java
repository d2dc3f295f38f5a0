package io.godwit.flow;

import java.util.List;

/**
 * Which partitions of which lanes may be polled now. The highest lane: while there is room. Every other lane: while there
 * is room for it, and per partition only while all higher lanes are drained there, that is, not paused, nothing waits at
 * Kafka, and no more than {@value #HIGHER_IN_FLIGHT} of their records are in flight.
 */
final class LaneGate {
    static final int HIGHER_IN_FLIGHT = 64;

    private final List<LaneReader> lanes;
    private final FlowLimits limits;

    /** @param lanes highest first */
    LaneGate(List<LaneReader> lanes, FlowLimits limits) {
        this.lanes = lanes;
        this.limits = limits;
    }

    void apply(HandOff<?> handOff) {
        FlowLimits.Load load = load();
        for (int i = 0; i < lanes.size(); i++) {
            int rank = i;
            LaneReader lane = lanes.get(i);
            boolean room = handOff.hasRoom(i)
                    && !lane.isPaused()
                    && (i == 0 ? limits.admitsHighest(load) : limits.admitsLower(load));
            lane.openOnly(partition -> room
                    && partition.isReady()
                    && partition.offsets().width() < limits.maxInFlight()
                    && isClear(rank, partition.number()));
        }
    }

    /** All lanes above this one are drained for that partition. */
    private boolean isClear(int rank, int number) {
        for (int i = 0; i < rank; i++) {
            LaneReader higher = lanes.get(i);
            boolean drained = !higher.isPaused()
                    && higher.lag(number).orElse(1) == 0
                    && higher.partition(number).map(LanePartition::inFlight).orElse(0) <= HIGHER_IN_FLIGHT;
            if (!drained) {
                return false;
            }
        }
        return true;
    }

    private FlowLimits.Load load() {
        int records = 0;
        long bytes = 0;
        for (LaneReader lane : lanes) {
            records += lane.inFlight();
            bytes += lane.inFlightBytes();
        }
        LaneReader highest = lanes.getFirst();
        return new FlowLimits.Load(records, records - highest.inFlight(), bytes, bytes - highest.inFlightBytes());
    }
}
