package io.godwit.trial.oracle;

import java.nio.file.Path;
import java.util.List;

/** What the oracle found. */
public sealed interface Judgement {

    /** One line. */
    String summary();

    /** Whether every promise was kept. */
    default boolean kept() {
        return this instanceof Kept;
    }

    /**
     * Both sides hold the same, and what clients were promised.
     *
     * @param documents on each side
     * @param records that an operation was about
     * @param operations on these, in all pieces of the run
     * @param unknown how many of these are of unknown outcome
     */
    record Kept(long documents, long records, long operations, long unknown) implements Judgement {
        @Override
        public String summary() {
            return "equal: " + documents + " documents on both sides, " + records + " records written by " + operations
                    + " operations (" + unknown + " of unknown outcome), 0 differences";
        }
    }

    /**
     * Something is not as it must be.
     *
     * @param differences of records; at most the first thousand
     * @param count of all records that differ
     * @param wentBack records of which the target has shown an older version after a newer one
     * @param report a file that explains each difference
     */
    record Broken(List<Difference> differences, int count, List<String> wentBack, Path report) implements Judgement {
        public Broken {
            differences = List.copyOf(differences);
            wentBack = List.copyOf(wentBack);
        }

        @Override
        public String summary() {
            String first = differences.isEmpty() ? "" : "; first: " + differences.getFirst();
            return count + " differences, " + wentBack.size() + " versions went back" + first + "; see " + report;
        }
    }
}
