package io.godwit.bench;

import picocli.CommandLine.Option;

/** How much a client edits. */
final class EditOptions {
    @Option(
            names = "--edits-per-second",
            defaultValue = "50",
            description = "Edits that fall due in a second. Default: ${DEFAULT-VALUE}.")
    int perSecond;

    @Option(
            names = "--alone-seconds",
            defaultValue = "20",
            description = "How long edits are measured while nothing else runs. Default: ${DEFAULT-VALUE}.")
    int aloneSeconds;
}
