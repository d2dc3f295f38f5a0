package io.godwit.projector.projection;

import io.godwit.projector.source.ShardBound;
import io.godwit.projector.source.SourceIndex;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.search.SearchCluster;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The revision of records that are not there: the highest sequence number their shard had given out <em>before</em> they
 * were found absent. Every earlier operation on the record is at or below it; if it is made again, that is above.
 */
final class AbsentRevision {
    private static final int MOST_SHARDS_KNOWN = 50_000;

    private final SearchCluster cluster;
    private final int epoch;
    private final Map<String, Integer> shards = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_SHARDS_KNOWN;
        }
    };

    AbsentRevision(SearchCluster cluster, int epoch) {
        this.cluster = cluster;
        this.epoch = epoch;
    }

    /** Reads where the shards of these collections stand; to be done before the records are read. */
    Bounds read(Iterable<String> collections) {
        Map<String, List<ShardBound>> bounds = new HashMap<>();
        for (String collection : collections) {
            bounds.put(collection, new SourceIndex(cluster, collection).bounds());
        }
        return new Bounds(bounds);
    }

    /** Where shards stood at one moment. */
    final class Bounds {
        private final Map<String, List<ShardBound>> bounds;

        private Bounds(Map<String, List<ShardBound>> bounds) {
            this.bounds = bounds;
        }

        /**
         * Makes sure that every operation up to these bounds can be seen in what is read from now on, whichever copy of a
         * shard answers; writes under way are an {@link io.godwit.projector.source.IncompleteAnswerException}.
         */
        void requireSettled() {
            bounds.forEach((collection, shards) -> new SourceIndex(cluster, collection).requireSettled(shards));
        }

        Revision of(RecordKey record, String generation) {
            int shard = shardOf(record, generation);
            ShardBound bound = bounds.getOrDefault(record.collection(), List.of()).stream()
                    .filter(candidate -> candidate.shard() == shard)
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException("no bound of shard " + shard + " of " + record.collection()));
            return Revision.of(epoch, bound.primaryTerm(), Math.max(0, bound.maxSeqNo()));
        }
    }

    private int shardOf(RecordKey record, String generation) {
        String routing = record.routing().orElse(record.id());
        return shards.computeIfAbsent(
                generation + "/" + routing, _ -> new SourceIndex(cluster, record.collection()).shardOf(routing));
    }
}
