package io.godwit.projector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.godwit.projector.World;
import io.godwit.sandbox.SearchVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What real clusters tell of an index. */
class SourceIndexIT {
    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldFindTheShardThatHoldsARecord(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String name = world.create("shards", 5, "{\"dynamic\":false}");
            for (int i = 0; i < 10; i++) {
                world.put(name, "d" + i, "", "{}");
                world.put(name, "ä" + i + ",b,\ud83d\ude00", "", "{}");
            }
            SourceIndex index = new SourceIndex(world.from, name);
            index.refresh();

            int found = 0;
            for (int shard = 0; shard < 5; shard++) {
                JsonNode hits = world.from
                        .post("/" + name + "/_search?size=100&preference=_shards:" + shard, "{}")
                        .orRefuse()
                        .json()
                        .path("hits")
                        .path("hits");
                for (JsonNode hit : hits) {
                    String id = hit.path("_id").asString();
                    assertThat(index.shardOf(id)).as(id).isEqualTo(shard);
                    found++;
                }
            }
            assertThat(found).isEqualTo(20);
        }
    }

    @Test
    void shouldNotGuessTheShardWhereARoutingValueHasSeveral() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String name = world.name("partitioned");
            world.from
                    .put(
                            "/" + name,
                            "{\"settings\":{\"number_of_shards\":4,\"number_of_replicas\":0,"
                                    + "\"number_of_routing_shards\":4,\"routing_partition_size\":2},\"mappings\":{\"_routing\":{\"required\":true}}}")
                    .orRefuse();

            assertThatIllegalStateException()
                    .isThrownBy(() -> new SourceIndex(world.from, name).shardOf("a"))
                    .withMessageContaining("leads to 2 shards of index '" + name + "'");
        }
    }
}
