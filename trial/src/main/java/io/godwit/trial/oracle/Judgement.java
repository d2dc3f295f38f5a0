package io.godwit.trial.oracle;

import java.nio.file.Path;
import java.util.List;

/** What the oracle found. */
public sealed interface Judgement {

    /** One line. */
    String summary();

    /** What was seen of versions at the target while clients wrote. */
    Watched watched();

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
     * @param watched versions at the target
     */
    record Kept(long documents, long records, long operations, long unknown, Watched watched) implements Judgement {
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
     * @param watched versions at the target; wrong if there are objections
     * @param report a file that explains each difference
     */
    record Broken(List<Difference> differences, int count, Watched watched, Path report) implements Judgement {
        public Broken {
            differences = List.copyOf(differences);
        }

        static String summary(int count, Watched watched) {
            String watch = watched.failure().isPresent() || (watched.asked() && watched.samples() == 0)
                    ? ", " + watched.objections().getLast()
                    : "";
            return count + " differences, " + watched.wentBack().size() + " versions went back" + watch;
        }

        @Override
        public String summary() {
            String first = differences.isEmpty() ? "" : "; first: " + differences.getFirst();
            return Broken.summary(count, watched) + first + "; see " + report;
        }
    }
}
