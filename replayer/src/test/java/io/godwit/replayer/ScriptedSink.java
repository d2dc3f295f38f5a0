package io.godwit.replayer;

import static org.awaitility.Awaitility.await;

import io.godwit.replayer.sink.Outcome;
import io.godwit.replayer.sink.RecordSink;
import io.godwit.schemas.avro.Change;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A sink whose answers a test gives, when it likes. */
final class ScriptedSink implements RecordSink {
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable Error bug;

    /** A request under way. */
    record Asked(List<Change> changes, CompletableFuture<Written> written) {
        void apply() {
            written.complete(new Written(Collections.nCopies(changes.size(), Outcome.APPLIED), 0, true));
        }

        /** @param answered whether each change was judged */
        void leave(boolean answered) {
            Outcome busy = new Outcome.Unavailable("busy");
            written.complete(new Written(Collections.nCopies(changes.size(), busy), 0, answered));
        }
    }

    @Override
    public CompletableFuture<Written> write(List<Change> changes) {
        Error thrown = bug;
        if (thrown != null) {
            throw thrown;
        }
        asked.add(new Asked(List.copyOf(changes), new CompletableFuture<>()));
        return asked.getLast().written();
    }

    @Override
    public CompletableFuture<Void> refresh(Collection<String> collections) {
        return CompletableFuture.completedFuture(null);
    }

    /** It throws this from now on; null ends that. */
    void breakWith(@Nullable Error thrown) {
        bug = thrown;
    }

    /** How many requests there have been. */
    int requests() {
        return asked.size();
    }

    /** The request of this number, the first is 1; waits for it. */
    Asked request(int number) {
        await().atMost(World.PATIENCE).until(() -> asked.size() >= number);
        return asked.get(number - 1);
    }
}
