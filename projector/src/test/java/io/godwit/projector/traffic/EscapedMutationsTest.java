package io.godwit.projector.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Rescan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a proxy could not record is looked for. */
class EscapedMutationsTest extends DrivenTopology {
    private static final long ENDED = 1_700_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "PUT /i/_doc/1?refresh,i,",
        "POST /i/_bulk,'',",
        "POST /i/_delete_by_query,'',''",
        "POST /_reindex,'',''",
        "POST /_aliases,'',"
    })
    void shouldBeRescannedAtOnceAndWhenTheyHaveSettled(String line, String expression, @Nullable String task) {
        gap("proxy-1", line);

        List<Rescan> rescans = read(topics.rescans(), Rescan.class);
        assertThat(rescans)
                .hasSize(2)
                .allMatch(Rescan::getRemovals)
                .allMatch(Rescan::getDefinition)
                .allMatch(rescan -> rescan.getCollection().equals(expression))
                .allMatch(rescan -> java.util.Objects.equals(rescan.getTask(), task));
        assertThat(rescans)
                .extracting(Rescan::getNotBefore)
                .containsExactly(
                        0L, ENDED + TrafficTimes.DEFAULT.outcomeSettle().toMillis());
    }

    @Test
    void shouldNotBeRescannedAgainForWhatWasCapturedButNotUnderstood() {
        gap("", "PUT /i/_unheard_of");

        assertThat(records(topics.rescans())).isEmpty();
    }

    @Test
    void shouldHaveEverythingRescannedWhenNobodyKnowsWhatTheyWere() {
        sendGap("g", "poison".getBytes(UTF_8));

        assertThat(read(topics.rescans(), Rescan.class)).singleElement().satisfies(rescan -> {
            assertThat(rescan.getCollection()).isEmpty();
            assertThat(rescan.getRemovals()).isTrue();
        });
    }

    private void gap(String proxy, String line) {
        Gap gap = new Gap("g", proxy, line, "i", "slipped in", ENDED - 40_000, ENDED);
        sendGap("g", wire.format(topics.gaps().name(), Gap.class).encode(gap));
    }
}
