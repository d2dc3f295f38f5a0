package io.godwit.bench;

import io.godwit.search.SearchCluster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Documents of about 100 bytes, as many as wanted: made while they are loaded, never all in memory. */
final class SmallDocuments {
    private static final int IN_BULK = 5_000;
    private static final int IN_FLIGHT = 4;

    private final int count;
    private final boolean typed;

    SmallDocuments(int count, boolean typed) {
        this.count = count;
        this.typed = typed;
    }

    /** Puts all of them into the index, several requests at once. */
    void load(SearchCluster cluster, String index) {
        Deque<CompletableFuture<Void>> inFlight = new ArrayDeque<>();
        for (int from = 0; from < count; from += IN_BULK) {
            if (inFlight.size() == IN_FLIGHT) {
                inFlight.removeFirst().join();
            }
            byte[] bulk = bulk(from, Math.min(count, from + IN_BULK));
            inFlight.add(cluster.sendAsync("POST", "/" + index + "/_bulk", bulk, SearchCluster.NDJSON)
                    .thenAccept(answer -> answer.orRefuse()));
        }
        inFlight.forEach(CompletableFuture::join);
    }

    /** Document {@code n}, the same each time. */
    static String document(int n) {
        SplittableRandom random = new SplittableRandom(n);
        return "{\"number\":" + n + ",\"name\":\"name " + random.nextInt(100_000) + "\",\"price\":"
                + random.nextInt(1_000_000) / 100.0 + ",\"created\":\"2024-05-1" + random.nextInt(10)
                + "T10:00:00Z\",\"tags\":[\"tag" + random.nextInt(100) + "\"]}";
    }

    private byte[] bulk(int from, int to) {
        StringBuilder bulk = new StringBuilder((to - from) * 160);
        for (int n = from; n < to; n++) {
            bulk.append("{\"index\":{\"_id\":\"doc-").append(n).append(typed ? "\",\"_type\":\"_doc\"}}\n" : "\"}}\n");
            bulk.append(document(n)).append('\n');
        }
        return bulk.toString().getBytes(StandardCharsets.UTF_8);
    }
}
