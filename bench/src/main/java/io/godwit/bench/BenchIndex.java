package io.godwit.bench;

import io.godwit.search.SearchCluster;

/** One index of one cluster, made anew for each run with the same settings everywhere. */
final class BenchIndex {
    private final SearchCluster cluster;
    private final String name;
    private final boolean typed;

    BenchIndex(SearchCluster cluster, String name, boolean typed) {
        this.cluster = cluster;
        this.name = name;
        this.typed = typed;
    }

    String name() {
        return name;
    }

    boolean typed() {
        return typed;
    }

    void remove() {
        cluster.delete("/" + name);
    }

    void remake() {
        remove();
        String mapping = """
                {"properties":{"number":{"type":"long"},"name":{"type":"text"},"price":{"type":"double"},
                 "created":{"type":"date"},"tags":{"type":"keyword"},"text":{"type":"text"},
                 "marker":{"type":"long"}}}""";
        cluster.put("/" + name, """
                        {"settings":{"number_of_shards":2,"number_of_replicas":0,"refresh_interval":"30s",
                          "translog.durability":"async"},
                         "mappings":%s}""".formatted(typed ? "{\"_doc\":" + mapping + "}" : mapping))
                .orRefuse();
    }

    long count() {
        cluster.post("/" + name + "/_refresh", "").orRefuse();
        return cluster.get("/" + name + "/_count")
                .orRefuse()
                .json()
                .path("count")
                .asLong(-1);
    }
}
