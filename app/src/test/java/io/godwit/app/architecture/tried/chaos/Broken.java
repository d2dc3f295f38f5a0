package io.godwit.app.architecture.tried.chaos;

/** Knows a module it may not know. */
public final class Broken {
    static final Class<?> KNOWN = io.godwit.app.architecture.tried.capture.Broken.class;
}
