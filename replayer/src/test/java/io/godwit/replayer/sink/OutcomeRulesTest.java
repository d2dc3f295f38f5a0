package io.godwit.replayer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeRulesTest {
    @ParameterizedTest
    @CsvSource({"200,", "201,", "404,"})
    void shouldTakeWrittenAndAlreadyGoneForApplied(int status) {
        assertThat(OutcomeRules.ofItem(status, "", "")).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void shouldTellStaleFromDuplicate() {
        String type = "version_conflict_engine_exception";

        assertThat(OutcomeRules.ofItem(
                        409, type, "[1]: version conflict, current version [8] is higher than the one provided [7]"))
                .isEqualTo(new Outcome.Stale(8, false));
        assertThat(OutcomeRules.ofItem(
                        409,
                        type,
                        "[1]: version conflict, current version [8] is higher or equal to the one provided [8]"))
                .isEqualTo(new Outcome.Stale(8, true));
        assertThat(OutcomeRules.ofItem(409, type, "said otherwise")).isEqualTo(new Outcome.Stale(-1, false));
    }

    @ParameterizedTest
    @CsvSource({
        "400, mapper_parsing_exception",
        "400, strict_dynamic_mapping_exception",
        "400, something_new_exception",
        "500, illegal_argument_exception",
        "404, routing_missing_exception"
    })
    void shouldRejectWhatWouldEndTheSameWayAgain(int status, String type) {
        assertThat(OutcomeRules.ofItem(status, type, "why")).isEqualTo(new Outcome.Rejected(type + ": why"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, es_rejected_execution_exception",
        "503, unavailable_shards_exception",
        "403, cluster_block_exception",
        "400, index_closed_exception",
        "404, index_not_found_exception",
        "500, null_pointer_exception",
        "401, security_exception"
    })
    void shouldTryAgainWhatIsNotHopeless(int status, String type) {
        assertThat(OutcomeRules.ofItem(status, type, "why"))
                .isEqualTo(new Outcome.Unavailable(status + " " + type + ": why"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 408, 429, 500, 502, 503, 504, 301})
    void shouldNotBlameARecordForARefusalOfTheWholeRequest(int status) {
        assertThat(OutcomeRules.blamesContent(status)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void shouldLookForTheRecordThatSpoilsARequest(int status) {
        assertThat(OutcomeRules.blamesContent(status)).isTrue();
    }

    @Test
    void shouldCutReasonsSoThatTheyCanBeGrouped() {
        assertThat(OutcomeRules.shaped("failed to parse field [x] of type [long] in document with id '7'. Preview: 8"))
                .isEqualTo("failed to parse field [x] of type [long]");
        assertThat(OutcomeRules.shaped("a".repeat(400)))
                .hasSize(256)
                .endsWith("...")
                .startsWith("a".repeat(253));
        assertThat(OutcomeRules.shaped("b".repeat(256))).isEqualTo("b".repeat(256));
    }
}
