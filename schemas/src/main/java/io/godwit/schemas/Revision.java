package io.godwit.schemas;

/**
 * A number that totally orders all changes of one record: epoch (7 bits), primary term (16 bits) and sequence number
 * (40 bits) in one positive 63-bit long, highest first. Written to a target as external version with
 * {@code version_type=external_gte}, so that the target itself refuses whatever is older.
 *
 * <p>A part that does not fit its bits is an {@link IllegalArgumentException}: it must never wrap.
 *
 * @param value the packed number, never negative
 */
public record Revision(long value) implements Comparable<Revision> {
    public static final int MAX_EPOCH = (1 << 7) - 1;
    public static final long MAX_PRIMARY_TERM = (1L << 16) - 1;
    public static final long MAX_SEQ_NO = (1L << 40) - 1;

    private static final int TERM_SHIFT = 40;
    private static final int EPOCH_SHIFT = 56;

    public Revision {
        if (value < 0) {
            throw new IllegalArgumentException("revision is " + value + "; must not be negative");
        }
    }

    /** Packs the three parts; each out of range is an {@link IllegalArgumentException} that names it. */
    public static Revision of(int epoch, long primaryTerm, long seqNo) {
        requireRange("epoch", epoch, MAX_EPOCH);
        requireRange("primary term", primaryTerm, MAX_PRIMARY_TERM);
        requireRange("seq_no", seqNo, MAX_SEQ_NO);
        return new Revision(((long) epoch << EPOCH_SHIFT) | (primaryTerm << TERM_SHIFT) | seqNo);
    }

    public int epoch() {
        return (int) (value >>> EPOCH_SHIFT);
    }

    public long primaryTerm() {
        return (value >>> TERM_SHIFT) & MAX_PRIMARY_TERM;
    }

    public long seqNo() {
        return value & MAX_SEQ_NO;
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(value, other.value);
    }

    /** The three parts, for people: {@code 0.1.4711}. */
    @Override
    public String toString() {
        return epoch() + "." + primaryTerm() + "." + seqNo();
    }

    private static void requireRange(String name, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; must be 0 to " + max + ", because a revision has no more room for it");
        }
    }
}
