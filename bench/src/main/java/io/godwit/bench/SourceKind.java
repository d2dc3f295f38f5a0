package io.godwit.bench;

import io.godwit.sandbox.SearchVersion;

/** Which server the documents come from. */
enum SourceKind {
    elasticsearch(SearchVersion.ELASTICSEARCH_6_8),
    opensearch(SearchVersion.OPENSEARCH_3);

    private final SearchVersion version;

    SourceKind(SearchVersion version) {
        this.version = version;
    }

    SearchVersion version() {
        return version;
    }
}
