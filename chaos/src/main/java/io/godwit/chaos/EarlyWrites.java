package io.godwit.chaos;

import io.godwit.chaos.fault.Line;
import io.godwit.sandbox.relay.RecordingRelay;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchUnavailableException;
import io.godwit.trial.shop.ShopDocuments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Requests that clients send before capturing begins and that are answered after it: the proxies must call them gaps.
 * They remove what is not there, so that nobody has to know of them. When capturing begins before all is arranged, there
 * are none.
 */
final class EarlyWrites {
    private static final int BY_EACH_PROXY = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** From the first proxy's readiness to the beginning of capturing it takes a few seconds. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(8);

    private static final long POLL_MILLIS = 50;

    private EarlyWrites() {}

    /** Sends them once the proxies listen, and keeps them from being answered for some seconds; blocks. */
    static void send(World world) throws InterruptedException {
        RecordingRelay way = world.at(Line.PROXIES_TO_SOURCE);
        List<SearchCluster> proxies =
                world.proxies().stream().map(SearchCluster::at).toList();
        try {
            for (SearchCluster proxy : proxies) {
                awaitListening(proxy);
            }
            way.freeze();
            proxies.forEach(EarlyWrites::send);
            Thread.sleep(UNDER_WAY);
        } finally {
            way.thaw();
            proxies.forEach(SearchCluster::close);
        }
    }

    private static void send(SearchCluster proxy) {
        for (int i = 0; i < BY_EACH_PROXY; i++) {
            String path = "/" + ShopDocuments.ORDERS + "/_doc/" + SearchPath.encode("early-" + i);
            var unused = proxy.sendAsync("DELETE", path, new byte[0], SearchCluster.JSON);
        }
    }

    private static void awaitListening(SearchCluster proxy) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            try {
                if (proxy.get("/").ok()) {
                    return;
                }
            } catch (SearchUnavailableException e) {
                // not yet
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
