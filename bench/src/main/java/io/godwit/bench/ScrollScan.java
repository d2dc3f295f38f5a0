package io.godwit.bench;

import io.godwit.search.SearchCluster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source's own limit: a scroll in two slices of 5,000 a page, answers thrown away. */
final class ScrollScan implements Contender {
    static final String NAME = "scan";

    private static final int SLICES = 2;
    private static final int PAGE = 5_000;
    private static final Pattern SCROLL_ID = Pattern.compile("\"_scroll_id\"\\s*:\\s*\"([^\"]+)\"");

    private final SearchCluster cluster;
    private final String index;

    ScrollScan(SearchCluster cluster, String index) {
        this.cluster = cluster;
        this.index = index;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "the source's read limit, scroll, 2 slices x 5,000, answers thrown away";
    }

    @Override
    public void prepare() {
        cluster.post("/" + index + "/_refresh", "").orRefuse();
    }

    @Override
    public long run() {
        List<CompletableFuture<Long>> slices = new ArrayList<>();
        for (int slice = 0; slice < SLICES; slice++) {
            int number = slice;
            slices.add(CompletableFuture.supplyAsync(() -> scan(number)));
        }
        return slices.stream().mapToLong(CompletableFuture::join).sum();
    }

    private long scan(int slice) {
        String query =
                "{\"size\":" + PAGE + ",\"sort\":[\"_doc\"],\"slice\":{\"id\":" + slice + ",\"max\":" + SLICES + "}}";
        byte[] page = cluster.post("/" + index + "/_search?scroll=1m", query)
                .orRefuse()
                .body();
        long total = 0;
        while (true) {
            long hits = hits(page);
            if (hits == 0) {
                return total;
            }
            total += hits;
            String next = "{\"scroll\":\"1m\",\"scroll_id\":\"" + scrollId(page) + "\"}";
            page = cluster.post("/_search/scroll", next).orRefuse().body();
        }
    }

    private static String scrollId(byte[] page) {
        Matcher matcher =
                SCROLL_ID.matcher(new String(page, 0, Math.min(page.length, 4000), StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw new IllegalStateException("no _scroll_id in the answer");
        }
        return matcher.group(1);
    }

    /** Counts hits without parsing: each has exactly one "_source" member outside of strings in these documents. */
    private static long hits(byte[] page) {
        byte[] wanted = "\"_source\":".getBytes(StandardCharsets.US_ASCII);
        long found = 0;
        for (int i = 0; i <= page.length - wanted.length; i++) {
            if (page[i] == '"' && page[i + 1] == '_' && page[i + 2] == 's' && matches(page, i, wanted)) {
                found++;
                i += wanted.length;
            }
        }
        return found;
    }

    private static boolean matches(byte[] page, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (page[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
