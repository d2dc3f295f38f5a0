package io.godwit.projector.rescan;

import io.godwit.flow.Publisher;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.listing.ShardListing;
import io.godwit.projector.listing.ShardRange;
import io.godwit.projector.projection.MultiGet;
import io.godwit.projector.source.Patience;
import io.godwit.projector.source.ShardBound;
import io.godwit.projector.source.SourceIndex;
import io.godwit.projector.source.StoredDocument;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds records that the following side has and the source has not, by walking through the ids of the follower and asking
 * the source for each. They become candidates. Bounded memory; nothing is kept open.
 */
final class IdDiff {
    private static final int BATCH = 1_000;

    private final ProjectorSettings settings;
    private final Publisher<Candidate> candidates;
    private final MultiGet multiGet;
    private final Patience patience;

    IdDiff(ProjectorSettings settings, Publisher<Candidate> candidates, Patience patience) {
        this.settings = settings;
        this.candidates = candidates;
        this.multiGet = new MultiGet(settings.from());
        this.patience = patience;
    }

    /** Walks one collection; returns how many candidates were published. Blocks. */
    int run(String collection) {
        SourceIndex follower = new SourceIndex(settings.to(), collection);
        if (patience.ask("following index", follower::generation).isEmpty()) {
            return 0;
        }
        List<ShardBound> bounds = patience.ask("following index", () -> {
            List<ShardBound> now = follower.bounds();
            follower.refresh();
            return now;
        });
        int found = 0;
        for (ShardBound shard : bounds) {
            ShardRange all = new ShardRange(collection, shard.shard(), 0, shard.maxSeqNo() + 1);
            ShardListing ids = ShardListing.ids(settings.to(), all, patience);
            while (!ids.finished()) {
                List<StoredDocument> page = ids.read();
                for (int from = 0; from < page.size(); from += BATCH) {
                    found += askSource(collection, page.subList(from, Math.min(page.size(), from + BATCH)));
                }
            }
        }
        return found;
    }

    private int askSource(String collection, List<StoredDocument> following) {
        List<RecordKey> records = following.stream()
                .map(document -> new RecordKey(collection, document.id(), document.routing()))
                .toList();
        List<StoredDocument> atSource = patience.ask("ids", () -> multiGet.read(records, false));
        List<CompletableFuture<Void>> published = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (!atSource.get(i).found() || !atSource.get(i).error().isEmpty()) {
                published.add(candidates.publish(records.get(i).toString(), candidate(records.get(i))));
            }
        }
        CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).join();
        candidates.room().join();
        return published.size();
    }

    private static Candidate candidate(RecordKey record) {
        return Candidate.newBuilder()
                .setCollection(record.collection())
                .setId(record.id())
                .setRouting(record.routingOrNull())
                .setReason(Reason.RESCAN)
                .setOccurredAt(System.currentTimeMillis())
                .build();
    }
}
