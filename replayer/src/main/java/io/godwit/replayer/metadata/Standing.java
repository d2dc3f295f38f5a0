package io.godwit.replayer.metadata;

/** How a change's generation stands to the collection that the target has. */
public enum Standing {
    /** The target's collection was made for it. */
    CURRENT,
    /** The source has deleted or remade the collection since. */
    RETIRED,
    /** The target does not have it yet. */
    UNKNOWN
}
