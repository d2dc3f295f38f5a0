package io.godwit.console.role;

/**
 * One stage of a flow and what waits before it.
 *
 * @param name traffic, candidates, rescans, edits, backfill, ...
 * @param waiting records not finished yet, from committed positions; 0 means everything that entered has left
 */
public record Stage(String name, long waiting) {}
