package io.godwit.trial.client;

import io.godwit.search.SearchCluster;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** All ways to the cluster, as they are now: a proxy that was started again may have another address. Thread-safe. */
final class Proxies implements AutoCloseable {
    private final Supplier<List<URI>> addresses;
    private final Duration patience;
    private final Map<URI, SearchCluster> clusters = new ConcurrentHashMap<>();

    Proxies(Supplier<List<URI>> addresses, Duration patience) {
        this.addresses = addresses;
        this.patience = patience;
    }

    /** The way that whoever prefers number {@code preference} takes. */
    SearchCluster at(int preference) {
        List<URI> now = addresses.get();
        if (now.isEmpty()) {
            throw new IllegalStateException("there is no address for clients");
        }
        URI address = now.get(Math.floorMod(preference, now.size()));
        return clusters.computeIfAbsent(address, uri -> SearchCluster.at(uri, patience));
    }

    @Override
    public void close() {
        clusters.values().forEach(SearchCluster::close);
    }
}
