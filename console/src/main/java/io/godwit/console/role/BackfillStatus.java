package io.godwit.console.role;

/**
 * How far the listing is.
 *
 * @param listed records read and acknowledged by Kafka, before a restart too
 * @param expected records the side said it has when the listing began; -1 before that
 * @param finished all records are in Kafka (not yet: at the other side)
 */
public record BackfillStatus(long listed, long expected, boolean finished) {}
