package io.godwit.replayer;

import io.godwit.replayer.sink.Outcome;
import io.godwit.replayer.sink.PartWrite;
import io.godwit.replayer.sink.RecordSink;
import io.godwit.schemas.avro.Change;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
        return PartWrite.of(changes, this::heldBack, sink::write);
    }

    private Optional<Outcome> heldBack(Change change) {
        return switch (fence.ruling(change)) {
            case SEND -> Optional.empty();
            case STALE -> Optional.of(STALE);
            case WAIT, WAIT_A_WHILE -> Optional.of(EARLY);
        };
    }
}
