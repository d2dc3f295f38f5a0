package io.godwit.replayer.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.godwit.replayer.World;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import io.godwit.search.Flavour;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IndexTransformTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Flavour ELASTICSEARCH_6 = new Flavour(Flavour.Product.ELASTICSEARCH, "6.8.23");
    private static final Flavour OPENSEARCH_3 = new Flavour(Flavour.Product.OPENSEARCH, "3.6.0");

    private final IndexTransform toOpenSearch = new IndexTransform(OPENSEARCH_3);

    @Test
    void shouldRemoveTheTypeAndSayWhatIsLost() {
        Transformed made = toOpenSearch.index(index("""
                {"settings":{"index":{"uuid":"u","creation_date":"1","version":{"created":"6082399"},
                  "provided_name":"i","number_of_shards":"3","soft_deletes":{"enabled":"true"},
                  "translog":{"durability":"async","retention":{"size":"1gb"}},"blocks":{"write":"true"},
                  "lifecycle":{"name":"p"}}},
                 "mappings":{"product":{"_all":{"enabled":false},"dynamic":"strict",
                   "properties":{"a":{"type":"text","include_in_all":false,"fields":{"b":{"type":"keyword"}}}}}},
                 "aliases":{"everything":{"filter":{"term":{"a":1}}}}}"""));

        assertThat(made.body()).isEqualTo(JSON.readTree("""
                {"settings":{"index":{"number_of_shards":"3","translog":{"durability":"async"},"gc_deletes":"1h"}},
                 "mappings":{"dynamic":"strict","properties":{"a":{"type":"text","fields":{"b":{"type":"keyword"}}}},
                   "_meta":{"godwit_generation":"g1"}},
                 "aliases":{"everything":{"filter":{"term":{"a":1}}}}}"""));
        assertThat(made.report())
                .anyMatch(line -> line.contains("mapping type 'product' removed"))
                .anyMatch(line -> line.contains("index.soft_deletes dropped"))
                .anyMatch(line -> line.contains("index.lifecycle dropped"))
                .anyMatch(line -> line.contains("index.blocks dropped"))
                .anyMatch(line -> line.contains("translog.retention dropped"))
                .anyMatch(line -> line.contains("mapping._all dropped"))
                .anyMatch(line -> line.contains("include_in_all dropped"));
    }

    @Test
    void shouldAddATypeForTheWayBack() {
        JsonNode mappings = new IndexTransform(ELASTICSEARCH_6)
                .index(index("{\"settings\":{\"index\":{}},\"mappings\":{\"properties\":{\"a\":{\"type\":\"long\"}}}}"))
                .body()
                .path("mappings");

        assertThat(mappings.path("_doc")
                        .path("properties")
                        .path("a")
                        .path("type")
                        .asString())
                .isEqualTo("long");
        assertThat(mappings.path("_doc").path("_meta").path("godwit_generation").asString())
                .isEqualTo("g1");
    }

    @Test
    void shouldNotTakeAFieldNamedLikeATypeForOne() {
        JsonNode made = toOpenSearch
                .index(index("{\"settings\":{\"index\":{}},\"mappings\":{\"properties\":{\"properties\":"
                        + "{\"properties\":{\"x\":{\"type\":\"long\"}}}}}}"))
                .body()
                .path("mappings");

        assertThat(made.at("/properties/properties/properties/x/type").asString())
                .isEqualTo("long");
    }

    @Test
    void shouldRefuseAnIndexOfSeveralTypes() {
        Definition two = index("{\"settings\":{\"index\":{}},\"mappings\":{\"a\":{\"properties\":{}},"
                + "\"b\":{\"properties\":{}}}}");

        assertThatExceptionOfType(UnsupportedDefinitionException.class)
                .isThrownBy(() -> toOpenSearch.index(two))
                .withMessageContaining("mapping types [a, b]")
                .withMessageContaining("split the index first");
    }

    @Test
    void shouldFindWhichSettingsChanged() {
        Definition before = index("{\"settings\":{\"index\":{\"number_of_replicas\":\"1\",\"refresh_interval\":\"5s\","
                + "\"max_result_window\":\"7\"}},\"mappings\":{}}");
        Definition now = index("{\"settings\":{\"index\":{\"number_of_replicas\":\"2\",\"refresh_interval\":\"5s\"}},"
                + "\"mappings\":{}}");

        assertThat(toOpenSearch.changedSettings(before, now))
                .isEqualTo(JSON.readTree("{\"number_of_replicas\":\"2\",\"max_result_window\":null}"));
        assertThat(toOpenSearch.changedSettings(now, now)).isEmpty();
    }

    @Test
    void shouldTakeOutASettingByItsDottedName() {
        JsonNode body = JSON.readTree("{\"settings\":{\"index\":{\"a\":{\"b\":1,\"c\":2}}}}");

        assertThat(IndexTransform.withoutSetting(body.asObject(), "index.a.b")).isTrue();
        assertThat(IndexTransform.withoutSetting(body.asObject(), "index.a.b")).isFalse();
        assertThat(body).isEqualTo(JSON.readTree("{\"settings\":{\"index\":{\"a\":{\"c\":2}}}}"));
    }

    @Test
    void shouldTransformTemplatesLikeIndices() {
        Definition template = World.index("t", "", """
                        {"index_patterns":["logs-*"],"order":3,"settings":{"index":{"number_of_shards":"2",
                          "mapper":{"dynamic":"false"}}},
                         "mappings":{"doc":{"properties":{"a":{"type":"keyword"}}}},"aliases":{"logs":{}}}""").setKind(Kind.TEMPLATE).build();

        assertThat(toOpenSearch.template(template).body()).isEqualTo(JSON.readTree("""
                {"index_patterns":["logs-*"],"order":3,"settings":{"index":{"number_of_shards":"2"}},
                 "mappings":{"properties":{"a":{"type":"keyword"}}},"aliases":{"logs":{}}}"""));
    }

    @Test
    void shouldLeaveOutOfAComposableTemplateWhatOnlyElasticsearchKnows() {
        Definition template =
                World.index("t", "", """
                        {"index_patterns":["logs-*"],"priority":3,"allow_auto_create":true,
                         "data_stream":{"hidden":false},"composed_of":["c"],
                         "template":{"settings":{"index":{"number_of_shards":"2","lifecycle":{"name":"p"}}},
                           "mappings":{"properties":{"a":{"type":"keyword"}}},"lifecycle":{"enabled":true}}}""").setKind(Kind.INDEX_TEMPLATE).build();

        Transformed made = toOpenSearch.of(template);

        assertThat(made.body()).isEqualTo(JSON.readTree("""
                {"index_patterns":["logs-*"],"priority":3,"data_stream":{},"composed_of":["c"],
                 "template":{"settings":{"index":{"number_of_shards":"2"}},
                   "mappings":{"properties":{"a":{"type":"keyword"}}}}}"""));
        assertThat(made.report())
                .anyMatch(line -> line.contains("allow_auto_create dropped"))
                .anyMatch(line -> line.contains("index.lifecycle dropped"));
    }

    private static Definition index(String body) {
        return World.index("i", "g1", body).build();
    }
}
