package io.godwit.trial.history;

/** What an operation makes of one record. */
public sealed interface Effect {

    /** The record holds this afterwards, whatever it held before. */
    record Put(Body document) implements Effect {}

    /** A partial update: these fields are merged into what is there; nothing happens where nothing is. */
    record Merge(Body part) implements Effect {}

    /** As {@link Merge}; where nothing is the record holds {@code whole} afterwards. */
    record Upsert(Body part, Body whole) implements Effect {}

    /** A script adds this to the field {@code count}; where nothing is it is the first one. */
    record Count(int step) implements Effect {}

    /** The record is absent afterwards. */
    record Remove() implements Effect {}
}
