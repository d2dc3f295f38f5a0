package io.godwit.replayer.sink;

import io.godwit.replayer.sink.RecordSink.Written;
import io.godwit.schemas.avro.Change;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Writes of a batch what may be written, and answers for all of it. */
public final class PartWrite {
    private PartWrite() {}

    /**
     * @param heldBack the outcome of what is not to be written; asked once for each change, in their order
     * @param write writes the others, with one request; not asked when there are none
     */
    public static CompletableFuture<Written> of(
            List<Change> changes,
            Function<Change, Optional<Outcome>> heldBack,
            Function<List<Change>, CompletableFuture<Written>> write) {
        List<Optional<Outcome>> known = changes.stream().map(heldBack).toList();
        if (known.stream().allMatch(Optional::isEmpty)) {
            return write.apply(changes);
        }
        Iterator<Optional<Outcome>> each = known.iterator();
        List<Change> passed =
                changes.stream().filter(_ -> each.next().isEmpty()).toList();
        CompletableFuture<Written> written = passed.isEmpty()
                ? CompletableFuture.completedFuture(new Written(List.of(), 0, true))
                : write.apply(passed);
        return written.thenApply(some -> joined(known, some));
    }

    private static Written joined(List<Optional<Outcome>> known, Written written) {
        Iterator<Outcome> next = written.outcomes().iterator();
        List<Outcome> outcomes =
                known.stream().map(one -> one.orElseGet(next::next)).toList();
        return new Written(outcomes, written.bytes(), written.answered());
    }
}
