package io.godwit.projector.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingHashTest {
    @ParameterizedTest
    @CsvSource({
        "hell, 5a0cb7c3",
        "hello, d7c31989",
        "hello w, 22ab2984",
        "hello wo, df0ca123",
        "The quick brown fox jumps over the lazy dog, e07db09c"
    })
    void shouldBeThatOfTheServers(String routing, String hash) {
        assertThat(Integer.toHexString(RoutingHash.of(routing))).isEqualTo(hash);
    }

    @Test
    void shouldFindAnotherValueOfTheSameHash() {
        for (int i = 0; i < 5_000; i++) {
            String routing = i + ",ä," + "x".repeat(i % 5);

            assertThat(RoutingHash.alike(routing))
                    .hasSize(4)
                    .doesNotContain(",")
                    .satisfies(alike -> assertThat(RoutingHash.of(alike)).isEqualTo(RoutingHash.of(routing)));
        }
    }
}
