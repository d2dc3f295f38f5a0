package io.godwit.projector.source;

/**
 * Where a shard stood at one moment.
 *
 * @param shard number
 * @param primaryTerm of its primary
 * @param maxSeqNo highest sequence number given out; -1 when nothing was ever written
 */
public record ShardBound(int shard, long primaryTerm, long maxSeqNo) {}
