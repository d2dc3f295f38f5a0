package io.godwit.projector.listing;

/**
 * Sequence numbers of one shard.
 *
 * @param index concrete name
 * @param shard number
 * @param from first sequence number wanted
 * @param bound first one not wanted
 */
public record ShardRange(String index, int shard, long from, long bound) {}
