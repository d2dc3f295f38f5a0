package io.godwit.flow;

/**
 * How much one {@link LaneFlow} may have in flight: polled and neither acknowledged nor abandoned.
 *
 * <p>Lanes other than the highest share {@code maxInFlightLower} records and half of the bytes, and what they have beyond
 * that half does not count against the highest lane. So there is always room for it, and a record of it waits behind at
 * most {@code maxInFlightLower} others. Record limits are
 * exact; the byte limit may be passed by what one poll returns (at most {@value #MAX_POLL_RECORDS} records). Raw values
 * are kept beside decoded ones, so expect about twice the bytes on the heap.
 *
 * <p>The same number bounds, per partition, how far records may be finished behind one that is not: beyond
 * {@code maxInFlight} of them the partition is not polled until that one is acknowledged.
 *
 * @param maxInFlight records of all lanes together
 * @param maxInFlightLower records of all lanes but the highest; less than {@code maxInFlight}
 * @param maxInFlightBytes bytes of keys and values of all lanes together
 */
public record FlowLimits(int maxInFlight, int maxInFlightLower, long maxInFlightBytes) {
    /** 16,384 records, 8,192 of them lower, 64 MiB. */
    public static final FlowLimits DEFAULT = new FlowLimits(16_384, 8_192, 64L << 20);

    static final int MAX_POLL_RECORDS = 500;

    public FlowLimits {
        if (maxInFlightLower < 1 || maxInFlight <= maxInFlightLower) {
            throw new IllegalArgumentException("limits are " + maxInFlight + " records in flight, " + maxInFlightLower
                    + " of them lower; must be at least 1 lower and more in all than lower,"
                    + " because the highest lane needs room of its own");
        }
        if (maxInFlightBytes < 1) {
            throw new IllegalArgumentException(
                    "limit of bytes in flight is " + maxInFlightBytes + "; must be at least 1");
        }
    }

    /** Whether the highest lane may be polled now. */
    boolean admitsHighest(Load load) {
        long lower = Math.min(load.lowerBytes(), maxInFlightBytes / 2);
        return load.records() + highestPoll() <= maxInFlight
                && load.bytes() - load.lowerBytes() + lower < maxInFlightBytes;
    }

    /** Whether another lane may be polled now. */
    boolean admitsLower(Load load) {
        return load.lowerRecords() + lowerPoll() <= maxInFlightLower
                && load.records() + lowerPoll() <= maxInFlight
                && load.bytes() < maxInFlightBytes
                && load.lowerBytes() < Math.max(1, maxInFlightBytes / 2);
    }

    /** Records one poll of the highest lane may return. */
    int highestPoll() {
        return poll(maxInFlight - maxInFlightLower);
    }

    /** Records one poll of another lane may return. */
    int lowerPoll() {
        return poll(maxInFlightLower);
    }

    /** A quarter of the room at most, so that polling does not wait until all of it is free. */
    private static int poll(int room) {
        return Math.clamp(room / 4, 1, MAX_POLL_RECORDS);
    }

    /** What is in flight: in all, and of it in lanes other than the highest. */
    record Load(int records, int lowerRecords, long bytes, long lowerBytes) {}
}
