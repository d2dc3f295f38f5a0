package io.godwit.sandbox;

import java.util.Set;

/** The search servers that can be started here. */
public enum SearchVersion {
    /** Elasticsearch 5.6.16 (Lucene 6): no seq_no in answers, typed paths; with painless, reindex and ingest. */
    ELASTICSEARCH_5_6("5.6.16", "org.elasticsearch.distribution.zip:elasticsearch:5.6.16:zip"),
    /** Elasticsearch 6.8.23 (Lucene 7): typed paths, scroll only; no scripts, no by-query, no ingest. */
    ELASTICSEARCH_6_8("6.8.23", "org.elasticsearch.distribution.integ-test-zip:elasticsearch:6.8.23:zip"),
    /** Elasticsearch 7.10.2 (Lucene 8): no scripts, no by-query, no ingest. */
    ELASTICSEARCH_7_10("7.10.2", "org.elasticsearch.distribution.integ-test-zip:elasticsearch:7.10.2:zip"),
    /** OpenSearch 2.19.6 (Lucene 9): no scripts, no by-query, no ingest. */
    OPENSEARCH_2("2.19.6", "org.opensearch.distribution.integ-test-zip:opensearch:2.19.6:zip"),
    /** OpenSearch 3.6.0 (Lucene 10): with painless, reindex, by-query and ingest pipelines. */
    OPENSEARCH_3("3.6.0", "org.opensearch.distribution.integ-test-zip:opensearch:3.6.0:zip");

    /** The modules of a distribution that are kept; the others only make the start slower. */
    private static final Set<String> MODULES = Set.of(
            "transport-netty4",
            "reindex",
            "lang-painless",
            "analysis-common",
            "mapper-extras",
            "ingest-common",
            "parent-join");

    private final String number;
    private final String coordinates;

    SearchVersion(String number, String coordinates) {
        this.number = number;
        this.coordinates = coordinates;
    }

    /** Such as {@code 6.8.23}. */
    public String number() {
        return number;
    }

    /** Whether it is an OpenSearch. */
    public boolean isOpenSearch() {
        return this == OPENSEARCH_2 || this == OPENSEARCH_3;
    }

    /** Whether a faster start pays for a training run; these two are in the demo and in nearly every test. */
    boolean isStartedOften() {
        return this == ELASTICSEARCH_6_8 || this == OPENSEARCH_3;
    }

    String product() {
        return isOpenSearch() ? "opensearch" : "elasticsearch";
    }

    Artefact distribution() {
        return Artefact.parse(coordinates);
    }

    boolean keepsModule(String name) {
        return MODULES.contains(name);
    }
}
