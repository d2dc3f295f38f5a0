package io.godwit.console.workflow;

import io.godwit.console.role.Flow;
import io.godwit.schemas.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds what the test says, and remembers it like files that outlive a process. */
public final class ScriptedComparison implements Comparison {
    private static final int PORTION = 2;

    /** What differs; nothing: all is equal. */
    public volatile List<RecordKey> differing = List.of();

    /** Runs in each comparison; what it throws makes it fail. */
    public volatile Runnable onCompare = () -> {};

    public volatile List<RecordKey> remembered = List.of();

    @Override
    public Result compare(Flow flow, int epoch) {
        onCompare.run();
        remembered = differing;
        return differing.isEmpty() ? new Result(true, "10 equal") : new Result(false, differing.size() + " different");
    }

    @Override
    public boolean remembers(int epoch) {
        return !remembered.isEmpty();
    }

    @Override
    public long differing(int epoch, Consumer<List<RecordKey>> portions) {
        List<RecordKey> left = new ArrayList<>(remembered);
        while (!left.isEmpty()) {
            List<RecordKey> portion = left.subList(0, Math.min(PORTION, left.size()));
            portions.accept(List.copyOf(portion));
            portion.clear();
        }
        return remembered.size();
    }
}
