package io.godwit.app.demo;

import io.godwit.sandbox.Jvm;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchOptions;
import io.godwit.sandbox.SearchServer;
import io.godwit.sandbox.SearchVersion;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
import io.godwit.trial.shop.Shop;
import io.godwit.trial.shop.ShopDocuments;
import java.util.concurrent.CompletableFuture;

/** The servers of the demo: a source full of documents and an empty target. */
final class DemoWorld implements AutoCloseable {
    private static final Jvm SIZE = Jvm.quick(640);

    final SearchServer source;
    final SearchServer target;
    final SearchCluster sourceCluster;
    final SearchCluster targetCluster;
    final Flavour sourceFlavour;
    final Flavour targetFlavour;

    private DemoWorld(SearchServer source, SearchServer target) {
        this.source = source;
        this.target = target;
        this.sourceCluster = SearchCluster.at(source.address());
        this.targetCluster = SearchCluster.at(target.address());
        this.sourceFlavour = sourceCluster.flavour();
        this.targetFlavour = targetCluster.flavour();
    }

    /** Starts both servers at once and fills the source. */
    static DemoWorld start(DemoOptions options) {
        SearchVersion version = options.source() == DemoOptions.Source.ELASTICSEARCH
                ? SearchVersion.ELASTICSEARCH_6_8
                : SearchVersion.OPENSEARCH_3;
        CompletableFuture<SearchServer> target = CompletableFuture.supplyAsync(() ->
                Sandbox.startSearch(SearchOptions.of(SearchVersion.OPENSEARCH_3).jvm(SIZE)));
        SearchServer source = Sandbox.startSearch(SearchOptions.of(version).jvm(SIZE));
        DemoWorld world = new DemoWorld(source, target.join());
        Shop filler = new Shop(world.sourceCluster, world.sourceFlavour);
        filler.prepare();
        filler.load(new ShopDocuments(options.seed()), options.documents());
        return world;
    }

    @Override
    public void close() {
        sourceCluster.close();
        targetCluster.close();
        source.close();
        target.close();
    }
}
