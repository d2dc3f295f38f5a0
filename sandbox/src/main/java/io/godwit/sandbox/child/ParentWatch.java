package io.godwit.sandbox.child;

import java.io.IOException;

/**
 * Ends this process when its standard input ends, which is when the process that started it dies.
 */
final class ParentWatch {
    private ParentWatch() {}

    static void start() {
        Thread.ofPlatform().name("parent-watch").start(ParentWatch::haltWithParent);
    }

    private static void haltWithParent() {
        try {
            while (System.in.read() >= 0) {
                // whatever the parent writes is only a sign of life
            }
        } catch (IOException e) {
            // the pipe is broken: the parent is gone
        }
        Runtime.getRuntime().halt(0);
    }
}
