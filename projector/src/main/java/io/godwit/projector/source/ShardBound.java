package io.godwit.projector.source;

/**
 * Where the primary of a shard stood at one moment.
 *
 * @param shard number
 * @param primaryTerm of the primary
 * @param maxSeqNo highest sequence number given out; -1 when nothing was ever written
 * @param checkpoint every operation up to this one is done on every copy that may become primary, so that its number is
 *     never given out again; below {@code maxSeqNo} while writes are under way
 */
public record ShardBound(int shard, long primaryTerm, long maxSeqNo, long checkpoint) {}
