package io.godwit.console.verify;

import io.godwit.console.verify.CollectionCounts.Presence;
import io.godwit.console.verify.Difference.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a verification came to. */
public sealed interface VerificationReport {

    /** One entry for each compared collection, by name; what was read so far when the verification failed. */
    List<CollectionCounts> collections();

    Duration took();

    /** One line for people. */
    String summary();

    /** Every record of both sides was read, and there is no difference. */
    record Equal(List<CollectionCounts> collections, Duration took) implements VerificationReport {
        public Equal {
            collections = List.copyOf(collections);
        }

        @Override
        public String summary() {
            return total(collections) + " records in " + collections.size() + " collections equal";
        }
    }

    /**
     * Every record of both sides was read, and these differ.
     *
     * @param first the first of them, at most {@link Verification#LISTED}
     * @param counts all of them by kind
     * @param file all of them, one JSON object a line, see {@link Verification#read}
     * @param unsettled records that still moved after the last look: neither equal nor different
     */
    record Different(
            List<Difference> first,
            Map<Kind, Long> counts,
            Path file,
            long unsettled,
            List<CollectionCounts> collections,
            Duration took)
            implements VerificationReport {
        public Different {
            first = List.copyOf(first);
            counts = Map.copyOf(counts);
            collections = List.copyOf(collections);
        }

        @Override
        public String summary() {
            String kinds = counts.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> entry.getValue() + " " + word(entry.getKey()))
                    .collect(Collectors.joining(", "));
            String oneSided = collections.stream()
                    .filter(counts ->
                            counts.presence() == Presence.TRUTH_ONLY || counts.presence() == Presence.COPY_ONLY)
                    .map(counts -> counts.collection()
                            + (counts.presence() == Presence.TRUTH_ONLY ? " has no copy" : " exists at the copy only"))
                    .collect(Collectors.joining(", "));
            return total(collections) + " records compared: "
                    + (kinds.isEmpty() ? "" : kinds)
                    + (kinds.isEmpty() || oneSided.isEmpty() ? "" : "; ") + oneSided
                    + (unsettled == 0 ? "" : "; " + unsettled + " still moving");
        }

        private static String word(Kind kind) {
            return switch (kind) {
                case MISSING -> "missing";
                case EXTRA -> "extra";
                case DIFFERENT -> "different";
                case STALE -> "stale";
                case AHEAD -> "ahead";
                case ROUTING -> "with another routing";
            };
        }
    }

    /** Nobody knows: something could not be read, or did not come to rest. Never to be taken for equal. */
    record Failed(String reason, List<CollectionCounts> collections, Duration took) implements VerificationReport {
        public Failed {
            collections = List.copyOf(collections);
        }

        @Override
        public String summary() {
            return "verification failed: " + reason;
        }
    }

    private static long total(List<CollectionCounts> collections) {
        return collections.stream().mapToLong(CollectionCounts::truth).sum();
    }
}
