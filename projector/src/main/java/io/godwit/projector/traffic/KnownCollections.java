package io.godwit.projector.traffic;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of the collections at the moment of interpretation. */
interface KnownCollections {

    /** Empty for an alias, or for an index that is not known (yet). */
    Optional<Known> get(String name);

    /** Whether writes to it shall be carried over. */
    boolean takes(String name);

    /**
     * The collections that an alias led to at a time; none when there was no such alias.
     *
     * @param at ms since the epoch
     * @return empty when nobody knows: the alias was changed about then or since
     */
    Optional<Set<String>> behind(String alias, long at);

    /**
     * One concrete index.
     *
     * @param generation its UUID
     * @param since when this generation was first seen, ms since the epoch
     * @param pipeline whether documents go through a pipeline by default
     * @param aliases its aliases, each with the routing it gives to writes; the empty string for none
     */
    record Known(String generation, long since, boolean pipeline, Map<String, String> aliases) {
        public Known {
            aliases = Map.copyOf(aliases);
        }
    }
}
