package io.godwit.console.verify;

import io.godwit.console.verify.Difference.Kind;
import io.godwit.schemas.Revision;
import io.godwit.search.SearchCluster;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in words why a record differs; never with a value of a document. */
final class Explanation {
    private final DifferingFields fields;

    Explanation(SearchCluster truth, SearchCluster copy) {
        this.fields = new DifferingFields(truth, copy);
    }

    /**
     * Why.
     *
     * @param wholly whether it is worth to read both bodies again to name the fields that differ
     */
    String of(Doubt doubt, Kind kind, @Nullable Entry truth, @Nullable Entry copy, boolean wholly) {
        return switch (kind) {
            case MISSING -> "the truth has it" + at(truth);
            case EXTRA -> "the truth does not have it";
            case ROUTING -> "the copy has this id under another routing";
            case STALE, AHEAD -> "the truth has it" + at(truth) + ", the copy has version" + version(copy);
            case DIFFERENT -> "the truth has it" + at(truth) + named(wholly ? fields.of(doubt) : List.of());
        };
    }

    private static String at(@Nullable Entry truth) {
        return truth == null ? "" : " at term " + truth.primaryTerm() + ", seq_no " + truth.seqNo();
    }

    private static String version(@Nullable Entry copy) {
        Optional<Entry> there = Optional.ofNullable(copy);
        return there.map(Entry::version)
                .map(version -> " " + version + (version < 0 ? "" : " = " + new Revision(version)))
                .orElse("");
    }

    private static String named(List<String> paths) {
        return paths.isEmpty() ? "" : "; fields that differ: " + String.join(", ", paths);
    }
}
