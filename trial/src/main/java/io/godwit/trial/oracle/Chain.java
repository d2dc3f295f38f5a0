package io.godwit.trial.oracle;

import io.godwit.trial.history.Operation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of an order in which operations can have been executed, built from the last one backwards.
 *
 * @param mode how this one changed the record
 * @param event the same operation, if it is certain that it was executed
 * @param epoch the last one in which what is older than the chain can have been executed
 * @param newer what came after it
 * @param paths what the chain has set
 * @param loose operations of unknown outcome that are older than every certain one of the chain
 */
record Chain(
        Operation operation,
        Mode mode,
        @Nullable Event event,
        int epoch,
        @Nullable Chain newer,
        Set<String> paths,
        int loose) {

    static Chain certain(Event event, Mode mode, int epoch, @Nullable Chain newer, Set<String> sets) {
        return new Chain(event.operation(), mode, event, epoch, newer, union(newer, sets), 0);
    }

    static Chain uncertain(Uncertain maybe, Mode mode, @Nullable Chain newer, Set<String> sets) {
        int epoch = newer == null ? maybe.latest() : Math.min(maybe.latest(), newer.epoch());
        int loose = newer == null ? 1 : newer.loose() + 1;
        return new Chain(maybe.operation(), mode, null, epoch, newer, union(newer, sets), loose);
    }

    /** The oldest certain one of the chain. */
    @Nullable
    Chain oldestCertain() {
        for (Chain link = this; link != null; link = link.newer) {
            if (link.event != null) {
                return link;
            }
        }
        return null;
    }

    boolean contains(Operation other) {
        for (Chain link = this; link != null; link = link.newer) {
            if (link.operation == other) {
                return true;
            }
        }
        return false;
    }

    /** Whether something in it was over before that operation was sent. */
    boolean overBefore(Operation other) {
        for (Chain link = this; link != null; link = link.newer) {
            if (link.event != null && link.event.done().at() < other.sent()) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> union(@Nullable Chain newer, Set<String> sets) {
        if (newer == null) {
            return sets;
        }
        Set<String> both = new HashSet<>(newer.paths());
        both.addAll(sets);
        return both;
    }
}
