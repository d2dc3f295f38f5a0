package io.godwit.schemas.registry;

/** What a registry asks of a new schema of a subject. Godwit asks for {@link #BACKWARD_TRANSITIVE} of its own. */
public enum Compatibility {
    NONE,
    BACKWARD,
    BACKWARD_TRANSITIVE,
    FORWARD,
    FORWARD_TRANSITIVE,
    FULL,
    FULL_TRANSITIVE
}
