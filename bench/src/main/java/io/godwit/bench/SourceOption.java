package io.godwit.bench;

import picocli.CommandLine.Option;

/** Where the documents come from. */
final class SourceOption {
    @Option(
            names = "--source",
            defaultValue = "elasticsearch",
            description = "elasticsearch (6.8) or opensearch (3). Default: ${DEFAULT-VALUE}.")
    SourceKind kind = SourceKind.elasticsearch;
}
