package io.godwit.projector.traffic;

import java.util.Optional;

/** What is known of the collections at the moment of interpretation. */
interface KnownCollections {

    /** Empty for an alias, or for an index that is not known (yet). */
    Optional<Known> get(String name);

    /** Whether writes to it shall be carried over. */
    boolean takes(String name);

    /**
     * One concrete index.
     *
     * @param generation its UUID
     * @param since when this generation was first seen, ms since the epoch
     * @param pipeline whether documents go through a pipeline by default
     */
    record Known(String generation, long since, boolean pipeline) {}
}
