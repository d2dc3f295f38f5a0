package io.godwit.projector.listing;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.source.Patience;
import io.godwit.projector.source.ShardBound;
import io.godwit.projector.source.SourceIndex;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Where rescans of a flow begin whose other side has everything already. */
public final class Floors {
    private Floors() {}

    /**
     * Remembers, without listing it, that everything these collections hold now is at the other side: rescans begin behind
     * it. Operations under way stay before them. Blocks until Kafka has it.
     *
     * @param generations by collection
     */
    public static void set(ProjectorSettings settings, Slices slices, Map<String, String> generations) {
        Patience patience = new Patience(() -> Thread.currentThread().isInterrupted());
        List<CompletableFuture<Void>> remembered = new ArrayList<>();
        generations.forEach((collection, generation) -> {
            SourceIndex index = new SourceIndex(settings.from(), collection);
            for (ShardBound shard : patience.ask("bounds of " + collection, index::bounds)) {
                Slice slice =
                        slices.planned(collection, generation, shard.shard(), Origin.RESCAN, shard.checkpoint() + 1);
                remembered.add(slices.put(Slices.reached(slice, slice.getBound(), 0), Origin.RESCAN));
            }
        });
        CompletableFuture.allOf(remembered.toArray(CompletableFuture[]::new)).join();
    }
}
