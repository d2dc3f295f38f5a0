package io.godwit.app.architecture.tried.flow.util;

/** A name, a package and a package-info that say nothing; public for nobody. */
public final class StreamUtils {}
