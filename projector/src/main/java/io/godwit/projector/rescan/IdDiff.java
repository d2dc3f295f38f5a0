package io.godwit.projector.rescan;

import io.godwit.flow.Publisher;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.listing.ShardListing;
import io.godwit.projector.listing.ShardRange;
import io.godwit.projector.source.Patience;
import io.godwit.projector.source.ShardBound;
import io.godwit.projector.source.SourceIndex;
import io.godwit.projector.source.StoredDocument;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import io.godwit.search.SearchCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Finds records that the following side has and the source has not: lists the ids of the source, then those of the
 * follower. What is not among the former becomes a candidate and is read from the source once more, so an id too many
 * does no harm. A record that is removed while this runs is a captured write or has a rescan of its own. Bounded memory:
 * large collections are walked through several times, a part of their ids at a time; nothing is kept open.
 */
final class IdDiff {
    private static final long IDS_AT_A_TIME = 4_000_000;

    private final ProjectorSettings settings;
    private final Publisher<Candidate> candidates;
    private final Patience patience;
    private final long idsAtATime;

    IdDiff(ProjectorSettings settings, Publisher<Candidate> candidates, Patience patience) {
        this(settings, candidates, patience, IDS_AT_A_TIME);
    }

    IdDiff(ProjectorSettings settings, Publisher<Candidate> candidates, Patience patience, long idsAtATime) {
        this.settings = settings;
        this.candidates = candidates;
        this.patience = patience;
        this.idsAtATime = idsAtATime;
    }

    /** Walks one collection; returns how many candidates were published. Blocks. */
    int run(String collection) {
        SourceIndex source = new SourceIndex(settings.from(), collection);
        SourceIndex follower = new SourceIndex(settings.to(), collection);
        if (patience.ask("following index", follower::generation).isEmpty()
                || patience.ask("index", source::generation).isEmpty()) {
            return 0;
        }
        long ids = Math.max(
                patience.ask("number of documents", source::count),
                patience.ask("number of documents", follower::count));
        int found = 0;
        for (Part part : Part.all(ThreadLocalRandom.current().nextLong(), 1 + ids / idsAtATime)) {
            found += run(collection, part);
        }
        return found;
    }

    /** Some of the ids, by their hash. The parts of one walk have one seed: with another one an id could be in none. */
    record Part(long seed, long number, long of) {
        static List<Part> all(long seed, long parts) {
            return LongStream.range(0, parts)
                    .mapToObj(number -> new Part(seed, number, parts))
                    .toList();
        }

        long hash(StoredDocument document) {
            return IdSet.hash(seed, document);
        }

        boolean has(long hash) {
            return Long.remainderUnsigned(hash, of) == number;
        }
    }

    private int run(String collection, Part part) {
        IdSet present = new IdSet();
        walk(settings.from(), collection, page -> {
            for (StoredDocument document : page) {
                long hash = part.hash(document);
                if (part.has(hash)) {
                    present.add(hash);
                }
            }
        });
        AtomicInteger found = new AtomicInteger();
        walk(settings.to(), collection, page -> {
            List<CompletableFuture<Void>> published = new ArrayList<>();
            for (StoredDocument document : page) {
                long hash = part.hash(document);
                if (part.has(hash) && !present.contains(hash)) {
                    published.add(publish(new RecordKey(collection, document.id(), document.routing())));
                }
            }
            CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).join();
            found.addAndGet(published.size());
            CrashPoint.ID_DIFF_HALF_DONE.pass();
        });
        return found.get();
    }

    private void walk(SearchCluster cluster, String collection, Consumer<List<StoredDocument>> reader) {
        SourceIndex index = new SourceIndex(cluster, collection);
        List<ShardBound> bounds = patience.ask("shards of " + collection, () -> {
            List<ShardBound> now = index.bounds();
            index.refresh();
            return now;
        });
        for (ShardBound shard : bounds) {
            ShardRange all = new ShardRange(collection, shard.shard(), 0, shard.maxSeqNo() + 1);
            ShardListing ids = ShardListing.ids(cluster, all, patience);
            while (!ids.finished()) {
                reader.accept(ids.read());
            }
        }
    }

    private CompletableFuture<Void> publish(RecordKey record) {
        return candidates.publish(
                record.toString(),
                Candidate.newBuilder()
                        .setCollection(record.collection())
                        .setId(record.id())
                        .setRouting(record.routingOrNull())
                        .setReason(Reason.RESCAN)
                        .setOccurredAt(System.currentTimeMillis())
                        .build());
    }
}
