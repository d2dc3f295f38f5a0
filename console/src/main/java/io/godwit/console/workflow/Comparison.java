package io.godwit.console.workflow;

import io.godwit.console.role.Flow;
import io.godwit.schemas.RecordKey;
import java.util.List;

/** Compares both sides, record by record. */
@FunctionalInterface
public interface Comparison {

    /**
     * Compares what {@code flow} keeps equal. Blocks. Fails closed: what could not be read is an exception, never equal.
     *
     * @param flow the flow whose side is the truth
     * @param epoch the present epoch
     */
    Result compare(Flow flow, int epoch);

    /**
     * What a comparison found.
     *
     * @param equal whether there is no difference
     * @param summary one line with the counts
     * @param differing the records that differ, or the first of them
     */
    record Result(boolean equal, String summary, List<RecordKey> differing) {
        public Result {
            differing = List.copyOf(differing);
        }
    }
}
