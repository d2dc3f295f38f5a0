package io.godwit.projector.projection;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.source.IncompleteAnswerException;
import io.godwit.projector.source.SourceIndex;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The generations of collections, the same before and after their records are read. No generation ever comes back: what
 * the flow has known for long holds for before as well as what is asked for now, and saves an edit a question to the
 * source. Not thread-safe.
 */
final class Generations {
    private final Source source;
    /** Collections that are not what the flow knows: the source is asked before they are read again. */
    private final Set<String> doubted = new HashSet<>();

    Generations(Source source) {
        this.source = source;
    }

    static Generations of(ProjectorSettings settings, Definitions definitions) {
        return new Generations(new SourceAndFlow(settings, definitions));
    }

    /** What is asked for generations. */
    interface Source {
        boolean takesPart(String collection);

        /** As the flow knows it. */
        Optional<String> known(String collection);

        /** As the source has it now. */
        Optional<String> now(String collection);

        /** Makes known to the flow what the source has now. */
        void makeKnown();
    }

    /** To be called before records of these are read. Those that the flow does not know yet are made known to it first. */
    Reading begin(Iterable<String> collections) {
        Map<String, String> before = new HashMap<>();
        boolean refreshed = false;
        for (String collection : collections) {
            if (!source.takesPart(collection)) {
                continue;
            }
            Optional<String> known = source.known(collection);
            Optional<String> generation =
                    known.isPresent() && !doubted.contains(collection) ? known : source.now(collection);
            if (!refreshed && generation.isPresent() && !generation.equals(known)) {
                source.makeKnown();
                refreshed = true;
            }
            if (generation.isPresent()) {
                doubted.remove(collection);
                before.put(collection, generation.get());
            }
        }
        return new Reading(before);
    }

    /** The generations of collections whose records are read. */
    final class Reading {
        private final Map<String, String> before;

        private Reading(Map<String, String> before) {
            this.before = before;
        }

        Optional<String> of(String collection) {
            return Optional.ofNullable(before.get(collection));
        }

        /** Or an {@link IncompleteAnswerException}: what was read belongs to nobody knows which generation. */
        void requireUnchanged() {
            before.forEach((collection, generation) -> {
                if (source.now(collection).filter(generation::equals).isEmpty()) {
                    doubted.add(collection);
                    throw new IncompleteAnswerException(
                            "collection '" + collection + "' was made anew while records of it were read");
                }
            });
        }
    }

    private record SourceAndFlow(ProjectorSettings settings, Definitions definitions) implements Source {
        @Override
        public boolean takesPart(String collection) {
            return settings.selection().takes(collection);
        }

        @Override
        public Optional<String> known(String collection) {
            return definitions.generation(collection);
        }

        @Override
        public Optional<String> now(String collection) {
            return new SourceIndex(settings.from(), collection).generation();
        }

        @Override
        public void makeKnown() {
            definitions.refresh();
        }
    }
}
