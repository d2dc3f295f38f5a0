package io.godwit.app.architecture.tried.projector;

import io.netty.util.AsciiString;

/** Knows a module it may not know, and Netty. */
public final class Broken {
    static final Class<?> KNOWN = io.godwit.app.architecture.tried.replayer.Broken.class;
    static final Class<?> NETTY = AsciiString.class;
}
