package io.godwit.projector.projection;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tries a batch and, where that fails, its halves, so that one record that cannot be read now holds up no other. Where
 * both halves fail, it may be nobody's fault: then they are left for later, apart from each other. Pure.
 */
final class Halving {
    private Halving() {}

    /**
     * @param succeeds whether nothing of a part is left to do
     * @param later takes the parts that did not succeed
     */
    static <T> void attempt(List<T> batch, Predicate<List<T>> succeeds, Consumer<List<T>> later) {
        List<T> failed = succeeds.test(batch) ? List.of() : batch;
        while (failed.size() > 1) {
            List<T> first = failed.subList(0, failed.size() / 2);
            List<T> second = failed.subList(failed.size() / 2, failed.size());
            boolean one = succeeds.test(first);
            boolean other = succeeds.test(second);
            if (!one && !other) {
                later.accept(first);
                later.accept(second);
                return;
            }
            failed = one && other ? List.of() : one ? second : first;
        }
        if (!failed.isEmpty()) {
            later.accept(failed);
        }
    }
}
