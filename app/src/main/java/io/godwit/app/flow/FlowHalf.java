package io.godwit.app.flow;

import java.util.Optional;

/** What both halves of a flow have when they are in this process. */
public interface FlowHalf {
    /** The epoch it was prepared for; empty when it is closed. */
    Optional<Integer> epoch();

    /** Finishes what is in hand and stops; without effect when not open. */
    void close();
}
