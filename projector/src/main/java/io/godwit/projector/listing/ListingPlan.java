package io.godwit.projector.listing;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.source.Patience;
import io.godwit.projector.source.SourceIndex;
import io.godwit.schemas.avro.Slice;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What a backfill has to list: every shard of every collection that is still there. */
final class ListingPlan {
    private static final int NOT_FOUND = 404;

    private final ProjectorSettings settings;
    private final Lister lister;
    private final Tally tally;
    private final Patience patience;

    ListingPlan(ProjectorSettings settings, Lister lister, Tally tally, BooleanSupplier stopped) {
        this.settings = settings;
        this.lister = lister;
        this.tally = tally;
        this.patience = new Patience(stopped);
    }

    /** Blocks. Collections that cannot be listed at all are named together in one {@link UnlistableException}. */
    List<Slice> make(Map<String, String> generations) {
        requireListable(generations);
        List<Slice> all = new ArrayList<>();
        long expected = 0;
        for (Map.Entry<String, String> collection : generations.entrySet()) {
            SourceIndex index = new SourceIndex(settings.from(), collection.getKey());
            try {
                List<Slice> slices = lister.plan(collection.getKey(), collection.getValue());
                expected += patience.ask("count of " + collection.getKey(), index::count);
                tally.planned(collection.getKey(), slices);
                all.addAll(slices);
            } catch (SearchRefusedException e) {
                if (e.status() != NOT_FOUND) {
                    throw e;
                }
            }
        }
        tally.expect(expected);
        return all;
    }

    /** Whether an error comes of a collection that was removed or made anew: what is in it now, others list. */
    static boolean isGone(SearchCluster cluster, Slice slice, RuntimeException error) {
        return error instanceof SearchRefusedException refused
                && refused.status() == NOT_FOUND
                && new SourceIndex(cluster, slice.getCollection())
                        .generation()
                        .filter(slice.getGeneration()::equals)
                        .isEmpty();
    }

    private void requireListable(Map<String, String> generations) {
        List<String> problems = new ArrayList<>();
        for (String collection : generations.keySet()) {
            SearchAnswer answer = patience.ask("definition of " + collection, () -> {
                SearchAnswer now = settings.from().get("/" + SearchPath.encode(collection));
                return now.status() == NOT_FOUND ? now : now.orRefuse();
            });
            problems.addAll(Listable.problems(collection, answer.json().path(collection), settings.flavour()));
        }
        if (!problems.isEmpty()) {
            throw new UnlistableException(String.join(" | ", problems));
        }
    }
}
