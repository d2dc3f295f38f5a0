package io.godwit.projector.listing;

import io.godwit.projector.source.Page;
import io.godwit.projector.source.Patience;
import io.godwit.projector.source.ShardBound;
import io.godwit.projector.source.SourceIndex;
import io.godwit.sandbox.Jvm;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchOptions;
import io.godwit.sandbox.SearchServer;
import io.godwit.sandbox.SearchVersion;
import io.godwit.search.SearchCluster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * Prints how many documents a second a source gives out by ranges of {@code _seq_no}, and by scroll or point in time:
 * the figures of decision 0004. Not a test; arguments: server (an enum name of {@link SearchVersion}), documents, shards,
 * rounds.
 */
public final class ListingRates {
    private static final int PAGE = 5_000;
    private static final int BATCH = 2_000;

    private final SearchCluster cluster;
    private final String index;
    private final int shards;
    private final AtomicLong read = new AtomicLong();

    private ListingRates(SearchCluster cluster, String index, int shards) {
        this.cluster = cluster;
        this.index = index;
        this.shards = shards;
    }

    public static void main(String[] arguments) throws InterruptedException {
        SearchVersion version = SearchVersion.valueOf(arguments[0]);
        int documents = Integer.parseInt(arguments[1]);
        int shards = Integer.parseInt(arguments[2]);
        SearchOptions options = SearchOptions.of(version).jvm(Jvm.fast(1024));
        try (SearchServer server = Sandbox.startSearch(options);
                SearchCluster cluster = SearchCluster.at(server.address())) {
            ListingRates rates = new ListingRates(cluster, "rates", shards);
            rates.load(documents);
            for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
                rates.measure("windows", rates::windows);
                boolean pointInTime = cluster.flavour().pointInTime();
                rates.measure(
                        pointInTime ? "point in time" : "scroll", pointInTime ? rates::pointInTime : rates::scroll);
            }
        }
    }

    private interface Way {
        List<Runnable> readers();
    }

    private void measure(String name, Way way) throws InterruptedException {
        read.set(0);
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        way.readers().forEach(reader -> threads.add(Thread.ofPlatform().start(reader)));
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %d documents, %.0f/s%n", name, read.get(), read.get() / seconds);
    }

    private List<Runnable> windows() {
        List<ShardBound> bounds = new SourceIndex(cluster, index).bounds();
        List<Runnable> readers = new ArrayList<>();
        for (int reader = 0; reader < 2; reader++) {
            int first = reader;
            readers.add(() -> {
                for (int shard = first; shard < shards; shard += 2) {
                    ShardBound bound = bounds.get(shard);
                    ShardListing listing = ShardListing.documents(
                            cluster,
                            new ShardRange(index, bound.shard(), 0, bound.maxSeqNo() + 1),
                            new Patience(() -> false));
                    while (!listing.finished()) {
                        read.addAndGet(listing.read().size());
                    }
                }
            });
        }
        return readers;
    }

    private List<Runnable> scroll() {
        List<Runnable> readers = new ArrayList<>();
        for (int slice = 0; slice < 2; slice++) {
            String body = "{\"slice\":{\"id\":" + slice + ",\"max\":2},\"size\":" + PAGE
                    + ",\"sort\":[\"_doc\"],\"seq_no_primary_term\":true}";
            readers.add(() -> {
                byte[] page = post("/" + index + "/_search?scroll=1m", body);
                while (count(page)) {
                    String id = idAtHead(page, "_scroll_id");
                    page = post("/_search/scroll", "{\"scroll\":\"1m\",\"scroll_id\":\"" + id + "\"}");
                }
            });
        }
        return readers;
    }

    private List<Runnable> pointInTime() {
        List<Runnable> readers = new ArrayList<>();
        String id = cluster.post("/" + index + "/_search/point_in_time?keep_alive=1m", "")
                .orRefuse()
                .json()
                .path("pit_id")
                .asString();
        for (int slice = 0; slice < 2; slice++) {
            String head = "{\"slice\":{\"id\":" + slice + ",\"max\":2},\"size\":" + PAGE
                    + ",\"sort\":[\"_shard_doc\"],\"seq_no_primary_term\":true,"
                    + "\"pit\":{\"id\":\"" + id + "\",\"keep_alive\":\"1m\"}";
            readers.add(() -> {
                byte[] page = post("/_search", head + "}");
                while (count(page)) {
                    page = post("/_search", head + ",\"search_after\":" + lastSort(page) + "}");
                }
            });
        }
        return readers;
    }

    private byte[] post(String path, String body) {
        return cluster.post(path, body).orRefuse().body();
    }

    private boolean count(byte[] page) {
        int found = Page.ofSearch(page).documents().size();
        read.addAndGet(found);
        return found > 0;
    }

    private static String idAtHead(byte[] page, String name) {
        String head = new String(page, 0, Math.min(page.length, 2_000), StandardCharsets.ISO_8859_1);
        int from = head.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return head.substring(from, head.indexOf('"', from));
    }

    private static String lastSort(byte[] page) {
        String tail = new String(
                page, Math.max(0, page.length - 200), Math.min(200, page.length), StandardCharsets.ISO_8859_1);
        int from = tail.lastIndexOf("\"sort\":") + 7;
        return tail.substring(from, tail.indexOf(']', from) + 1);
    }

    private void load(int documents) {
        cluster.put(
                        "/" + index,
                        "{\"settings\":{\"number_of_shards\":" + shards
                                + ",\"number_of_replicas\":0,\"refresh_interval\":-1}}")
                .orRefuse();
        String type = cluster.flavour().typed() ? ",\"_type\":\"_doc\"" : "";
        Random random = new Random(1);
        for (int from = 0; from < documents; from += BATCH) {
            StringBuilder bulk = new StringBuilder();
            for (int i = from; i < from + BATCH; i++) {
                bulk.append("{\"index\":{\"_index\":\"" + index + "\"" + type + ",\"_id\":\"d")
                        .append(i);
                bulk.append("\"}}\n{\"n\":").append(i);
                for (int field = 0; field < 12; field++) {
                    bulk.append(",\"field").append(field).append("\":\"");
                    for (int word = 0; word < 8; word++) {
                        bulk.append(Integer.toString(random.nextInt(36 * 36 * 36 * 36), 36))
                                .append(' ');
                    }
                    bulk.append('"');
                }
                bulk.append("}\n");
            }
            JsonNode answer = cluster.send(
                            "POST", "/_bulk", bulk.toString().getBytes(StandardCharsets.UTF_8), SearchCluster.NDJSON)
                    .orRefuse()
                    .json();
            if (answer.path("errors").asBoolean()) {
                throw new IllegalStateException("bulk had errors");
            }
        }
        cluster.post("/" + index + "/_refresh", "").orRefuse();
    }
}
