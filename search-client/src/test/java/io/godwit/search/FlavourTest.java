package io.godwit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.godwit.search.Flavour.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlavourTest {
    @ParameterizedTest
    @CsvSource({
        // product, version, typed, sequenced, pointInTime
        "ELASTICSEARCH, 5.6.16, true, false, false",
        "ELASTICSEARCH, 6.6.2, true, false, false",
        "ELASTICSEARCH, 6.7.0, true, true, false",
        "ELASTICSEARCH, 6.8.23, true, true, false",
        "ELASTICSEARCH, 7.10.2, false, true, false",
        "ELASTICSEARCH, 8.19.0, false, true, false",
        "OPENSEARCH, 1.3.20, false, true, false",
        "OPENSEARCH, 2.3.0, false, true, false",
        "OPENSEARCH, 2.4.0, false, true, true",
        "OPENSEARCH, 2.19.6, false, true, true",
        "OPENSEARCH, 3.6.0, false, true, true"
    })
    void shouldKnowWhatAServerCan(
            Product product, String version, boolean typed, boolean sequenced, boolean pointInTime) {
        Flavour flavour = new Flavour(product, version);

        assertThat(flavour.typed()).isEqualTo(typed);
        assertThat(flavour.sequenced()).isEqualTo(sequenced);
        assertThat(flavour.pointInTime()).isEqualTo(pointInTime);
    }

    @ParameterizedTest
    @CsvSource({
        // product, version, hidesIndices, composesTemplates
        "ELASTICSEARCH, 6.8.23, false, false",
        "ELASTICSEARCH, 7.6.2, false, false",
        "ELASTICSEARCH, 7.7.1, true, false",
        "ELASTICSEARCH, 7.8.0, true, true",
        "ELASTICSEARCH, 7.10.2, true, true",
        "ELASTICSEARCH, 8.0.0, true, true",
        "OPENSEARCH, 1.0.0, true, true",
        "OPENSEARCH, 3.6.0, true, true"
    })
    void shouldKnowWhichDefinitionsAServerHas(
            Product product, String version, boolean hidesIndices, boolean composesTemplates) {
        Flavour flavour = new Flavour(product, version);

        assertThat(flavour.hidesIndices()).isEqualTo(hidesIndices);
        assertThat(flavour.composesTemplates()).isEqualTo(composesTemplates);
    }

    @Test
    void shouldReadPartsOfAPreRelease() {
        Flavour flavour = new Flavour(Product.OPENSEARCH, "3.10.1-SNAPSHOT");

        assertThat(flavour.major()).isEqualTo(3);
        assertThat(flavour.minor()).isEqualTo(10);
        assertThat(flavour).hasToString("opensearch-3.10.1-SNAPSHOT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "seven.one"})
    void shouldRefuseWhatIsNoVersion(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Flavour(Product.OPENSEARCH, version))
                .withMessageContaining("'" + version + "'");
    }
}
