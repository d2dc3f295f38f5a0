package io.godwit.replayer.metadata;

/** How a change's generation stands to the collection that the target has. */
public enum Standing {
    /** The target's collection was made for it. */
    CURRENT,
    /** The source has deleted or remade the collection since. */
    RETIRED,
    /** Its definition is known, and nothing but time speaks against it. */
    DUE,
    /** Nothing is known of it yet, or its definition is refused. */
    UNKNOWN
}
