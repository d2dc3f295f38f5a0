package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class ContainersTest {
    private final String before = System.getProperty("sandbox", "processes");

    @BeforeEach
    void ask() {
        System.setProperty("sandbox", "containers");
    }

    @AfterEach
    void restore() {
        System.setProperty("sandbox", before);
    }

    @Test
    void shouldSayWhatIsMissingWhereNoEngineIs() {
        assumeFalse(DockerClientFactory.instance().isDockerAvailable(), "an engine is here");

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> Sandbox.startSearch(SearchOptions.of(SearchVersion.OPENSEARCH_3)))
                    .isInstanceOf(ServerFailedException.class)
                    .hasMessageContaining("-Dsandbox=containers needs a Docker engine");
        }
    }

    @Test
    void shouldRefuseAnUnknownPlace() {
        System.setProperty("sandbox", "clouds");

        assertThatThrownBy(() -> Sandbox.startKafka(KafkaOptions.inProcess()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clouds");
    }
}
