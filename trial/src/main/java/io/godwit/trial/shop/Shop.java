package io.godwit.trial.shop;

import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** Fills a cluster with what there is to migrate: three indices with mappings, a template, aliases, and documents. */
public final class Shop {
    public static final String PIPELINE = "shop-stamp";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BULK_BYTES = 2 << 20;
    private static final int BULKS_IN_FLIGHT = 3;

    private static final Map<String, String> PROPERTIES =
            Map.of(ShopDocuments.PRODUCTS, """
                {"sku":{"type":"keyword"},"name":{"type":"text","fields":{"raw":{"type":"keyword"}}},
                 "description":{"type":"text","analyzer":"folded"},"price":{"type":"double"},
                 "stock":{"type":"integer"},"active":{"type":"boolean"},"tags":{"type":"keyword"},"updated":{"type":"date"},
                 "owner":{"type":"keyword"},"batch":{"type":"keyword"}}\
                """, ShopDocuments.ORDERS, """
                {"number":{"type":"long"},"customer":{"type":"keyword"},"status":{"type":"keyword"},"placed":{"type":"date"},
                 "lines":{"type":"nested","properties":{"sku":{"type":"keyword"},"quantity":{"type":"integer"}}},
                 "note":{"type":"text"},"location":{"type":"geo_point"},"owner":{"type":"keyword"},"batch":{"type":"keyword"}}\
                """, ShopDocuments.CUSTOMERS, """
                {"name":{"type":"text"},"email":{"type":"keyword"},"since":{"type":"date"},
                 "owner":{"type":"keyword"},"batch":{"type":"keyword"}}\
                """);

    private final SearchCluster cluster;
    private final boolean typed;
    private final boolean scripted;

    public Shop(SearchCluster cluster, Flavour flavour) {
        this.cluster = cluster;
        this.typed = flavour.typed();
        this.scripted = flavour.product() == Flavour.Product.OPENSEARCH;
    }

    /** Creates the indices, aliases, template and, where the server has them, the ingest pipeline. */
    public void prepare() {
        cluster.put("/_template/shop", template()).orRefuse();
        for (String index : ShopDocuments.INDICES) {
            cluster.put("/" + index, definition(index)).orRefuse();
        }
        if (scripted) {
            cluster.put("/_ingest/pipeline/" + PIPELINE, """
                {"processors":[{"set":{"field":"stamped","value":true}}]}\
                """).orRefuse();
        }
    }

    /** Loads documents 0 to {@code count - 1} as fast as the server takes them. */
    public void load(ShopDocuments documents, int count) {
        Deque<CompletableFuture<Void>> inFlight = new ArrayDeque<>();
        StringBuilder bulk = new StringBuilder(BULK_BYTES + 4096);
        for (int n = 0; n < count; n++) {
            append(bulk, n, documents.document(n));
            if (bulk.length() >= BULK_BYTES || n == count - 1) {
                if (inFlight.size() == BULKS_IN_FLIGHT) {
                    inFlight.removeFirst().join();
                }
                inFlight.add(send(bulk.toString()));
                bulk.setLength(0);
            }
        }
        inFlight.forEach(CompletableFuture::join);
        cluster.post("/_refresh", "").orRefuse();
    }

    private void append(StringBuilder bulk, int n, Map<String, Object> document) {
        bulk.append("{\"index\":{\"_index\":\"")
                .append(ShopDocuments.indexOf(n))
                .append("\",");
        if (typed) {
            bulk.append("\"_type\":\"_doc\",");
        }
        bulk.append("\"_id\":\"").append(ShopDocuments.idOf(n)).append("\"}}\n");
        bulk.append(JSON.writeValueAsString(document)).append('\n');
    }

    private CompletableFuture<Void> send(String bulk) {
        return cluster.sendAsync("POST", "/_bulk", bulk.getBytes(StandardCharsets.UTF_8), SearchCluster.NDJSON)
                .thenAccept(answer -> {
                    if (answer.orRefuse().json().path("errors").asBoolean(true)) {
                        throw new IllegalStateException(
                                "the source refused documents of the shop: " + answer.excerpt());
                    }
                });
    }

    private String definition(String index) {
        String mapping = "{\"properties\":" + PROPERTIES.get(index) + "}";
        return """
            {"settings":{"number_of_shards":2,"number_of_replicas":0,
              "analysis":{"analyzer":{"folded":{"tokenizer":"standard","filter":["lowercase"]}}}},
             "mappings":%s,
             "aliases":{"shop":{},"%s-now":{}}}\
            """.formatted(typed ? "{\"_doc\":" + mapping + "}" : mapping, index);
    }

    private String template() {
        String mapping = "{\"properties\":{\"owner\":{\"type\":\"keyword\"},\"note\":{\"type\":\"text\"}}}";
        return """
            {"index_patterns":["extra-*"],"settings":{"number_of_shards":1,"number_of_replicas":0},"mappings":%s}\
            """.formatted(typed ? "{\"_doc\":" + mapping + "}" : mapping);
    }
}
