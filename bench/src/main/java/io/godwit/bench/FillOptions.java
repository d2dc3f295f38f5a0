package io.godwit.bench;

import picocli.CommandLine.Option;

/** What the source holds, and how often everything is measured. */
final class FillOptions {
    @Option(names = "--docs", defaultValue = "200000", description = "Documents of ~1 KiB. Default: ${DEFAULT-VALUE}.")
    int docs;

    @Option(names = "--runs", defaultValue = "3", description = "Runs; the median counts. Default: ${DEFAULT-VALUE}.")
    int runs;
}
