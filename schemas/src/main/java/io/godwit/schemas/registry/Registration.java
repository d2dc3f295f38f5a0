package io.godwit.schemas.registry;

/** What a writer does when its schema is not in the registry yet. */
public enum Registration {
    /** Refuses to write: somebody registers schemas before a release is rolled out. The way of production. */
    LOOK_UP,
    /** Registers it, a new subject with {@link Compatibility#BACKWARD_TRANSITIVE}. */
    REGISTER
}
