package io.godwit.app.architecture.tried.flow;

/** Knows a module it may not know, and prints. */
public final class Broken {
    static final Class<?> KNOWN = io.godwit.app.architecture.tried.search.Broken.class;

    static void print() {
        System.out.println("to nobody");
    }
}
