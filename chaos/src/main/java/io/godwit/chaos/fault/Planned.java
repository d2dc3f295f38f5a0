package io.godwit.chaos.fault;

import java.time.Duration;

/**
 * A fault and its time.
 *
 * @param after time since the fault before it, or since the start
 * @param fault what is done
 */
public record Planned(Duration after, Fault fault) {}
