package io.godwit.app.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a demo is told.
 *
 * @param source which kind of source cluster
 * @param documents how many documents it holds at the start
 * @param seed everything random follows from it
 * @param operationsPerSecond what all clients together write
 * @param keep leave everything running at the end
 * @param data where the migration keeps its data; empty for a temporary directory
 */
public record DemoOptions(
        Source source, int documents, long seed, int operationsPerSecond, boolean keep, Optional<Path> data) {
    public static final int CLIENTS = 8;

    /** Kinds of source. */
    public enum Source {
        ELASTICSEARCH,
        OPENSEARCH
    }

    public DemoOptions {
        if (documents < 3) {
            throw new IllegalArgumentException("--docs is " + documents + "; must be at least 3, one for each index");
        }
        if (operationsPerSecond < 1) {
            throw new IllegalArgumentException("--rate is " + operationsPerSecond + "; must be at least 1 a second");
        }
    }
}
