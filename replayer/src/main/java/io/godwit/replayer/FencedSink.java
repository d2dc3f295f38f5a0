package io.godwit.replayer;

import io.godwit.replayer.sink.Outcome;
import io.godwit.replayer.sink.RecordSink;
import io.godwit.schemas.avro.Change;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes what the fence lets pass when the request is made, be it the first or the tenth time: a change may have waited
 * for long, and its collection been made anew. No collection is while such a request is under way.
 */
final class FencedSink implements RecordSink {
    private static final Outcome STALE = new Outcome.Skipped("it was removed, or its collection made anew, meanwhile");
    private static final Outcome EARLY = new Outcome.Early();

    private final RecordSink sink;
    private final Fence fence;

    FencedSink(RecordSink sink, Fence fence) {
        this.sink = sink;
        this.fence = fence;
    }

    @Override
    public CompletableFuture<Written> write(List<Change> changes) {
        CompletableFuture<List<Change>> begun = new CompletableFuture<>();
        CompletableFuture<Written> request = begun.thenCompose(this::pass);
        fence.hold(request);
        begun.complete(changes);
        return request;
    }

    @Override
    public CompletableFuture<Void> refresh(Collection<String> collections) {
        return sink.refresh(collections);
    }

    private CompletableFuture<Written> pass(List<Change> changes) {
        List<Fence.Ruling> rulings = changes.stream().map(fence::ruling).toList();
        if (rulings.stream().allMatch(Fence.Ruling.SEND::equals)) {
            return sink.write(changes);
        }
        Iterator<Fence.Ruling> each = rulings.iterator();
        List<Change> passed =
                changes.stream().filter(_ -> each.next() == Fence.Ruling.SEND).toList();
        CompletableFuture<Written> written = passed.isEmpty()
                ? CompletableFuture.completedFuture(new Written(List.of(), 0, true))
                : sink.write(passed);
        return written.thenApply(some -> withHeldBack(rulings, some));
    }

    private static Written withHeldBack(List<Fence.Ruling> rulings, Written written) {
        Iterator<Outcome> next = written.outcomes().iterator();
        List<Outcome> outcomes = rulings.stream()
                .map(ruling -> switch (ruling) {
                    case SEND -> next.next();
                    case STALE -> STALE;
                    case WAIT, WAIT_A_WHILE -> EARLY;
                })
                .toList();
        return new Written(outcomes, written.bytes(), written.answered());
    }
}
