package io.godwit.replayer.sink;

import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchRefusedException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A search cluster as sink: {@code _bulk} with {@code version_type=external_gte}. A request that is too large for the
 * target goes in halves. See <a href="https://docs.opensearch.org/latest/api-reference/document-apis/bulk/">Bulk</a>.
 */
public final class SearchSink implements RecordSink {
    private static final int ACTION_LINE = 160;

    private final SearchCluster target;
    private final Function<String, @Nullable String> typeOf;

    /** @param typeOf the mapping type of a collection; null where the target has no types */
    public SearchSink(SearchCluster target, Function<String, @Nullable String> typeOf) {
        this.target = target;
        this.typeOf = typeOf;
    }

    @Override
    public CompletableFuture<Written> write(List<Change> changes) {
        return PartWrite.of(changes, SearchSink::hollow, this::request);
    }

    @Override
    public CompletableFuture<Void> refresh(Collection<String> collections) {
        return CompletableFuture.allOf(RefreshPaths.of(collections).stream()
                .map(path -> target.sendAsync("POST", path, BodyPublishers.noBody(), SearchCluster.JSON)
                        .thenAccept(SearchSink::requireRefreshed))
                .toArray(CompletableFuture[]::new));
    }

    /** The head of the answer says 200 also when a shard has failed. */
    private static void requireRefreshed(SearchAnswer answer) {
        int failed = answer.orRefuse().json().path("_shards").path("failed").asInt(0);
        if (failed > 0) {
            throw new SearchRefusedException(answer, "could not refresh " + failed + " shards");
        }
    }

    private CompletableFuture<Written> request(List<Change> changes) {
        BulkBody body = new BulkBody(expectedBytes(changes));
        for (Change change : changes) {
            body.add(change, typeOf.apply(change.getCollection()));
        }
        return target.sendAsync(
                        "POST",
                        "/_bulk",
                        BodyPublishers.ofByteArray(body.bytes(), 0, body.length()),
                        SearchCluster.NDJSON)
                .thenCompose(answer -> read(answer, changes, body.length()))
                .exceptionally(error -> notTaken(changes, message(error), body.length()));
    }

    private CompletableFuture<Written> read(SearchAnswer answer, List<Change> changes, long bytes) {
        if (answer.ok()) {
            return done(new Written(BulkAnswer.read(answer.body(), changes.size()), bytes, true));
        }
        String reason = "status " + answer.status() + ": " + answer.excerpt();
        if (!OutcomeRules.blamesContent(answer.status())) {
            return done(notTaken(changes, reason, bytes));
        }
        if (changes.size() > 1) {
            // too large, or one of them spoils the whole request: find out which
            return inHalves(changes);
        }
        Outcome rejected = new Outcome.Rejected(OutcomeRules.shaped(reason));
        return done(new Written(List.of(rejected), bytes, true));
    }

    /** One record that cannot be written must not keep its neighbours from being written. */
    private static Optional<Outcome> hollow(Change change) {
        return change.getOp() == Op.PUT && change.getBody() == null
                ? Optional.of(new Outcome.Rejected("a PUT without a body"))
                : Optional.empty();
    }

    private CompletableFuture<Written> inHalves(List<Change> changes) {
        int middle = changes.size() / 2;
        return request(changes.subList(0, middle))
                .thenCompose(first ->
                        request(changes.subList(middle, changes.size())).thenApply(second -> joined(first, second)));
    }

    private static Written joined(Written first, Written second) {
        List<Outcome> outcomes = new ArrayList<>(first.outcomes());
        outcomes.addAll(second.outcomes());
        return new Written(outcomes, first.bytes() + second.bytes(), first.answered() && second.answered());
    }

    private static Written notTaken(List<Change> changes, String reason, long bytes) {
        return new Written(Collections.nCopies(changes.size(), new Outcome.Unavailable(reason)), bytes, false);
    }

    private static CompletableFuture<Written> done(Written written) {
        return CompletableFuture.completedFuture(written);
    }

    private static int expectedBytes(List<Change> changes) {
        int bytes = 0;
        for (Change change : changes) {
            bytes += ACTION_LINE
                    + (change.getBody() == null ? 0 : change.getBody().remaining());
        }
        return bytes;
    }

    private static String message(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        return String.valueOf(cause.getMessage());
    }
}
