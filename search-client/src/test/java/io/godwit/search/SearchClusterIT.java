package io.godwit.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.search.Flavour.Product;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The door against the real servers of the main job. */
class SearchClusterIT {
    private static final String ID = "a/b c?d#e%2F+ä€😀";

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldKnowWhichServerAnswers(SearchVersion version) {
        try (SearchCluster cluster = SearchCluster.at(Sandbox.search(version).address())) {
            Product product = version.isOpenSearch() ? Product.OPENSEARCH : Product.ELASTICSEARCH;

            assertThat(cluster.flavour()).isEqualTo(new Flavour(product, version.number()));
        }
    }

    /** What the flavour promises of typed paths and sequence numbers, and what the encoding promises of ids. */
    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldReachADocumentOfAnyId(SearchVersion version) {
        try (SearchCluster cluster = SearchCluster.at(Sandbox.search(version).address())) {
            String type = cluster.flavour().typed() ? "any" : "_doc";
            String path = "/search-cluster-it/" + type + "/" + SearchPath.encode(ID);

            SearchAnswer written = cluster.put(path, "{\"a\":1}").orRefuse();
            SearchAnswer read = cluster.get(path).orRefuse();

            assertThat(written.json().path("_id").asString()).isEqualTo(ID);
            assertThat(read.json().path("_source").path("a").asInt()).isEqualTo(1);
            assertThat(read.json().has("_seq_no")).isEqualTo(cluster.flavour().sequenced());
            assertThat(cluster.get(path + "-absent").status()).isEqualTo(404);
            assertThat(cluster.delete("/search-cluster-it").ok()).isTrue();
        }
    }
}
