package io.godwit.trial;

import io.godwit.search.Flavour;
import io.godwit.trial.client.Load;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a trial is told; begin with {@link #of}.
 *
 * @param proxies where clients write to, as it is now; each uses one, and the next one after no answer
 * @param source whose dialect clients speak, also after the swing
 * @param seed documents and choices follow from it
 * @param directory of the run: the history and reports are there; a history that is there already is gone on with
 * @param load how much clients write, and of what
 * @param watched the target, if versions of a few records shall be watched there while clients write
 */
public record TrialSettings(
        Supplier<List<URI>> proxies, Flavour source, long seed, Path directory, Load load, Optional<URI> watched) {

    /** With the load of the project's trials; versions are not watched. */
    public static TrialSettings of(Supplier<List<URI>> proxies, Flavour source, long seed, Path directory) {
        return new TrialSettings(proxies, source, seed, directory, Load.DEFAULT, Optional.empty());
    }

    /** The same with that load. */
    public TrialSettings load(Load other) {
        return new TrialSettings(proxies, source, seed, directory, other, watched);
    }

    /** The same with versions watched at that target. */
    public TrialSettings watch(URI target) {
        return new TrialSettings(proxies, source, seed, directory, load, Optional.of(target));
    }
}
