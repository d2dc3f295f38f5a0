package io.godwit.bench;

/** One way to move the documents, or a part of the way. */
interface Contender {
    String name();

    /** What it stands for, in a few words. */
    String meaning();

    /** Makes everything ready that shall not be measured. */
    void prepare();

    /** Moves (or reads) all documents and returns how many. */
    long run();

    /** Ends what {@link #run} has left; not measured. */
    default void end() {}
}
