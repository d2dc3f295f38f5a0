package io.godwit.bench;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An option that takes names: one that nobody has is refused, for whoever misspells a name would measure nothing. */
record Choice(String option, List<String> names) {

    void require(CommandSpec command, List<String> given) {
        for (String one : given) {
            if (!names.contains(one)) {
                throw new ParameterException(
                        command.commandLine(),
                        option + ": there is no '" + one + "'; there is " + String.join(", ", names));
            }
        }
    }
}
