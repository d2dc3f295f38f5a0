package io.godwit.bench;

import picocli.CommandLine.Option;

/** How much is moved by how little. */
final class MemoryOptions {
    @Option(
            names = "--memory-docs",
            defaultValue = "2000000",
            description = "Documents of ~100 bytes. Default: ${DEFAULT-VALUE}.")
    int docs;

    @Option(
            names = "--heap",
            defaultValue = "256",
            paramLabel = "MiB",
            description = "Heap of each role (-Xmx). Default: ${DEFAULT-VALUE}.")
    int heapMebibytes;

    @Option(
            names = "--memory-edits-per-second",
            defaultValue = "20",
            description = "Edits through the proxy meanwhile. Default: ${DEFAULT-VALUE}.")
    int editsPerSecond;
}
