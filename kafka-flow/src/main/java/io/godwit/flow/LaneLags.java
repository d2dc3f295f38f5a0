package io.godwit.flow;

import java.util.List;

/**
 * What one instance of a {@link LaneFlow} sees of its own partitions, at most a commit interval old. For the lag of a
 * whole group ask {@link Lags}.
 *
 * @param partitions number of partitions this instance owns
 * @param lanes in order of rank
 */
public record LaneLags(int partitions, List<LaneLag> lanes) {
    static final LaneLags NONE = new LaneLags(0, List.of());

    public LaneLags {
        lanes = List.copyOf(lanes);
    }

    /**
     * One lane.
     *
     * @param lane topic and rank
     * @param known false while the end of some partition is not known yet; {@code waiting} is then too low
     * @param waiting records (offsets) at Kafka not yet handed out
     * @param inFlight records handed out and not finished
     * @param inFlightBytes their bytes
     * @param paused by {@link LaneFlow#pause}
     */
    public record LaneLag(Lane lane, boolean known, long waiting, int inFlight, long inFlightBytes, boolean paused) {
        /** Nothing waits and nothing is in flight, and that is known. */
        public boolean isDrained() {
            return known && waiting == 0 && inFlight == 0;
        }
    }
}
