package io.godwit.projector.projection;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.source.IncompleteAnswerException;
import io.godwit.projector.source.SourceIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The generations of some collections, the same before and after their records are read. */
final class Generations {
    private final ProjectorSettings settings;
    private final Map<String, String> before = new HashMap<>();

    private Generations(ProjectorSettings settings) {
        this.settings = settings;
    }

    /** Reads them; those that the flow does not know yet are made known to it first. */
    static Generations read(ProjectorSettings settings, Definitions definitions, Iterable<String> collections) {
        Generations generations = new Generations(settings);
        boolean refreshed = false;
        for (String collection : collections) {
            if (!settings.selection().takes(collection)) {
                continue;
            }
            Optional<String> now = generations.now(collection);
            if (!refreshed && now.isPresent() && !now.equals(definitions.generation(collection))) {
                definitions.refresh();
                refreshed = true;
            }
            now.ifPresent(generation -> generations.before.put(collection, generation));
        }
        return generations;
    }

    Optional<String> of(String collection) {
        return Optional.ofNullable(before.get(collection));
    }

    /** Or an {@link IncompleteAnswerException}: what was read belongs to nobody knows which generation. */
    void requireUnchanged() {
        before.forEach((collection, generation) -> {
            if (now(collection).filter(generation::equals).isEmpty()) {
                throw new IncompleteAnswerException(
                        "collection '" + collection + "' was made anew while records of it were read");
            }
        });
    }

    private Optional<String> now(String collection) {
        return new SourceIndex(settings.from(), collection).generation();
    }
}
