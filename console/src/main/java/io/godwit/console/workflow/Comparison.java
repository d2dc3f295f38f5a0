package io.godwit.console.workflow;

import io.godwit.console.role.Flow;
import io.godwit.schemas.RecordKey;
import java.util.List;
import java.util.function.Consumer;

/** Compares both sides, record by record, and remembers what differed, also for a later process. */
public interface Comparison {

    /**
     * Compares what {@code flow} keeps equal. Blocks. Fails closed: what could not be read is an exception, never equal.
     *
     * @param flow the flow whose side is the truth
     * @param epoch the present epoch
     */
    Result compare(Flow flow, int epoch);

    /** Whether what the last comparison of this epoch found different is known here. */
    boolean remembers(int epoch);

    /**
     * Hands on every record that the last comparison of this epoch found different, in portions that fit into memory.
     * Blocks. Fails when it {@linkplain #remembers remembers} none.
     *
     * @return how many
     */
    long differing(int epoch, Consumer<List<RecordKey>> portions);

    /**
     * What a comparison found.
     *
     * @param equal whether there is no difference
     * @param summary one line with the counts
     */
    record Result(boolean equal, String summary) {}
}
