package io.godwit.projector.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.search.Flavour;
import io.godwit.search.Flavour.Product;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ListableTest {
    private static final Flavour ELASTICSEARCH = new Flavour(Product.ELASTICSEARCH, "6.8.23");
    private static final Flavour OPENSEARCH = new Flavour(Product.OPENSEARCH, "3.6.0");

    @Test
    void shouldHaveNothingAgainstAnOrdinaryIndex() {
        assertThat(problems("{'mappings':{'_doc':{'properties':{'_source':{'type':'text'}}}}}", ELASTICSEARCH))
                .isEmpty();
        assertThat(problems("{'mappings':{'_source':{'enabled':true}}}", OPENSEARCH))
                .isEmpty();
        assertThat(problems("{'mappings':{}}", OPENSEARCH)).isEmpty();
    }

    @Test
    void shouldNameWhatKeepsNoSource() {
        assertThat(problems("{'mappings':{'kind':{'_source':{'enabled':false}}}}", ELASTICSEARCH))
                .singleElement()
                .asString()
                .contains("index 'i' does not keep _source");
        assertThat(problems("{'mappings':{'_source':{'enabled':false}}}", OPENSEARCH))
                .hasSize(1);
    }

    @Test
    void shouldNameWhatWasMadeBeforeSequenceNumbers() {
        String old = "{'mappings':{},'settings':{'index':{'version':{'created':'5061699'}}}}";
        String newer = "{'mappings':{},'settings':{'index':{'version':{'created':'6082399'}}}}";

        assertThat(problems(old, ELASTICSEARCH)).singleElement().asString().contains("made by Elasticsearch 5");
        assertThat(problems(newer, ELASTICSEARCH)).isEmpty();
        // OpenSearch counts otherwise
        assertThat(problems(old, OPENSEARCH)).isEmpty();
    }

    @Test
    void shouldNameWhatSpreadsARoutingValueOverSeveralShards() {
        assertThat(problems("{'settings':{'index':{'routing_partition_size':'2'}}}", OPENSEARCH))
                .singleElement()
                .asString()
                .contains("index 'i' has routing_partition_size 2", "exclude it");
        assertThat(problems("{'settings':{'index':{'routing_partition_size':'1'}}}", OPENSEARCH))
                .isEmpty();
    }

    private static List<String> problems(String definition, Flavour flavour) {
        return Listable.problems("i", JsonMapper.builder().build().readTree(definition.replace('\'', '"')), flavour);
    }
}
