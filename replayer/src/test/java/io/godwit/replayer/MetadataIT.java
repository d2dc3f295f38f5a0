package io.godwit.replayer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.replayer.metadata.Metadata;
import io.godwit.replayer.metadata.Standing;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Definitions of a source, in its own form, at a real target. */
class MetadataIT {
    @Test
    void shouldMakeAnIndexOfElasticsearch6AndFollowItsChanges() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.name("products");
            world.define(
                    World.index(index, "g1", old("1", "\"a\":{\"type\":\"text\",\"analyzer\":\"folded\"}", "first"))
                            .build());
            Metadata metadata = world.metadata(Metadata.Manner.MAKE);
            assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();

            assertThat(metadata.problems()).isEmpty();
            JsonNode made = at(world, index);
            assertThat(made.at("/mappings/properties/a/analyzer").asString()).isEqualTo("folded");
            assertThat(made.at("/settings/index/number_of_shards").asString()).isEqualTo("3");
            assertThat(made.at("/settings/index/gc_deletes").asString()).isEqualTo("1h");
            assertThat(made.path("aliases").propertyNames()).containsExactly("first");
            assertThat(metadata.standing(index, "g1")).isEqualTo(Standing.CURRENT);
            assertThat(metadata.standing(index, "g0")).isEqualTo(Standing.UNKNOWN);
            assertThat(metadata.report()).anyMatch(line -> line.contains("mapping type 'item' removed"));

            String fields = "\"a\":{\"type\":\"text\",\"analyzer\":\"folded\"},\"b\":{\"type\":\"long\"}";
            world.define(World.index(index, "g1", old("0", fields, "second")).build());
            assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();

            JsonNode changed = at(world, index);
            assertThat(changed.at("/mappings/properties/b/type").asString()).isEqualTo("long");
            assertThat(changed.at("/mappings/_meta/godwit_generation").asString())
                    .isEqualTo("g1");
            assertThat(changed.at("/settings/index/number_of_replicas").asString())
                    .isEqualTo("0");
            assertThat(changed.path("aliases").propertyNames()).containsExactly("second");
        }
    }

    @Test
    void shouldMakeAnewWhatTheSourceMadeAnew() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.name("again");
            world.define(World.index(index, "g1", old("0", "\"a\":{\"type\":\"long\"}", "x"))
                    .build());
            Metadata metadata = world.metadata(Metadata.Manner.MAKE);
            try (Replayer replayer = world.replayer(metadata)) {
                world.edits(Changes.put(index, "old", 50, "{\"a\":1}"));
                world.awaitDrained();
                world.define(World.index(index, "g2", old("0", "\"a\":{\"type\":\"keyword\"}", "x"))
                        .setRetired(List.of("g1"))
                        .build());
                assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();
                world.edits(Changes.put(index, "late", 60, "{\"a\":1}"), second(index, "new", 1));
                world.awaitDrained();

                assertThat(world.target.documents(index)).containsOnlyKeys("new");
                assertThat(replayer.progress().stale()).isEqualTo(1);
                assertThat(at(world, index).at("/mappings/properties/a/type").asString())
                        .isEqualTo("keyword");

                world.define(World.index(index, "g2", "{}").setPresent(false).build());
                assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();
                assertThat(world.target.cluster.get("/" + index).status()).isEqualTo(404);
                world.edits(second(index, "later", 2));
                world.awaitDrained();
                assertThat(world.target.cluster.get("/" + index).status()).isEqualTo(404);
            }
        }
    }

    @Test
    void shouldNeverTouchAnIndexThatSomebodyElseMade() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.name("foreign");
            world.target.create(index, "\"number_of_replicas\":0", "{}");
            world.target
                    .cluster
                    .put("/" + index + "/_doc/theirs?refresh=true", "{}")
                    .orRefuse();
            world.define(World.index(index, "g1", old("0", "\"a\":{\"type\":\"long\"}", "x"))
                    .build());
            Metadata metadata = world.metadata(Metadata.Manner.MAKE);

            assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();
            assertThat(metadata.problems())
                    .singleElement()
                    .asString()
                    .contains("'" + index + "' exists at the target and was not made by this migration");
            assertThat(metadata.standing(index, "g1")).isEqualTo(Standing.UNKNOWN);

            world.define(World.index(index, "g1", "{}").setPresent(false).build());
            assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();
            assertThat(world.target.documents(index)).containsOnlyKeys("theirs");
        }
    }

    @Test
    void shouldPutTemplatesAndPipelinesAndDropUnknownSettings() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String name = world.name("template");
            world.define(of(Kind.TEMPLATE, name, """
                    {"index_patterns":["%s-*"],"order":1,"settings":{"index":{"number_of_shards":"2","made_up":"1"}},
                     "mappings":{"doc":{"properties":{"a":{"type":"keyword"}}}},"aliases":{}}""".formatted(name)));
            world.define(of(Kind.PIPELINE, name, "{\"processors\":[{\"set\":{\"field\":\"x\",\"value\":1}}]}"));
            Metadata metadata = world.metadata(Metadata.Manner.MAKE);
            assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();

            assertThat(metadata.problems()).isEmpty();
            assertThat(metadata.report()).anyMatch(line -> line.contains("index.made_up dropped"));
            JsonNode template = world.target
                    .cluster
                    .get("/_template/" + name)
                    .orRefuse()
                    .json()
                    .path(name);
            assertThat(template.at("/mappings/properties/a/type").asString()).isEqualTo("keyword");
            world.target.cluster.get("/_ingest/pipeline/" + name).orRefuse();

            world.define(Definition.newBuilder(of(Kind.TEMPLATE, name, "{}"))
                    .setPresent(false)
                    .build());
            assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();
            assertThat(world.target.cluster.get("/_template/" + name).status()).isEqualTo(404);
        }
    }

    /** The way back is armed while clients still write to what it will follow. */
    @Test
    void shouldTouchNothingThatIsThereBeforeItsDefinitionChanges() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.name("theirs");
            world.target.create(index, "\"number_of_replicas\":0", "{}");
            String template = "{\"index_patterns\":[\"" + index + "-*\"],\"order\":7}";
            world.target.cluster.put("/_template/" + index, template).orRefuse();
            world.define(World.index(index, "g1", old("0", "\"a\":{\"type\":\"long\"}", "x"))
                    .build());
            world.define(of(Kind.TEMPLATE, index, template.replace("7", "8")));
            Metadata metadata = world.metadata(Metadata.Manner.ARM);
            assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();

            assertThat(metadata.standing(index, "g1")).isEqualTo(Standing.CURRENT);
            assertThat(at(world, index).path("aliases").isEmpty()).isTrue();
            assertThat(order(world, index)).isEqualTo(7);

            world.define(World.index(index, "g1", old("0", "\"a\":{\"type\":\"long\"}", "y"))
                    .build());
            world.define(of(Kind.TEMPLATE, index, template.replace("7", "9")));
            assertThat(metadata.awaitApplied(World.PATIENCE)).isTrue();

            assertThat(metadata.waiting()).isZero();
            assertThat(at(world, index).path("aliases").propertyNames()).containsExactly("y");
            assertThat(order(world, index)).isEqualTo(9);
        }
    }

    private static int order(World world, String template) {
        return world.target
                .cluster
                .get("/_template/" + template)
                .orRefuse()
                .json()
                .path(template)
                .path("order")
                .asInt();
    }

    private static Definition of(Kind kind, String name, String body) {
        return World.index(name, "", body).setKind(kind).build();
    }

    private static Change second(String index, String id, long seqNo) {
        return Change.newBuilder(Changes.put(index, id, seqNo, "{\"a\":\"k\"}"))
                .setGeneration("g2")
                .build();
    }

    private static JsonNode at(World world, String index) {
        return world.target.cluster.get("/" + index).orRefuse().json().path(index);
    }

    /** As Elasticsearch 6.8 answers it. */
    private static String old(String replicas, String fields, String alias) {
        return """
                {"settings":{"index":{"creation_date":"1","number_of_shards":"3","number_of_replicas":"%s","uuid":"u",
                   "version":{"created":"6082399"},"provided_name":"p","analysis":{"analyzer":{"folded":
                   {"type":"custom","tokenizer":"standard","filter":["lowercase","asciifolding"]}}}}},
                 "mappings":{"item":{"properties":{%s}}},"aliases":{"%s":{}}}""".formatted(replicas, fields, alias);
    }
}
