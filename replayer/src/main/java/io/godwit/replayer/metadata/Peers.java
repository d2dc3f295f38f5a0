package io.godwit.replayer.metadata;

import java.util.Collection;

/**
 * The replayers of the same flow in other processes. One of all changes what is defined at the target, so that none
 * removes what another has just made; the others follow what they find there.
 */
public interface Peers {
    /** There are none. */
    Peers NONE = new Peers() {
        @Override
        public boolean leading() {
            return true;
        }

        @Override
        public void awaitRetired(String collection, Collection<String> generations) {
            // nobody else writes
        }
    };

    /** Whether this one changes the target; never true of two. */
    boolean leading();

    /**
     * Waits until no other replayer writes records of these generations of a collection, or begins to; blocks.
     *
     * @throws RuntimeException when that cannot be known now
     */
    void awaitRetired(String collection, Collection<String> generations);
}
