package io.godwit.replayer.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class BulkAnswerTest {
    private static final String MIXED = """
            {"took":3,"ingest_took":0,"errors":true,"items":[
              {"index":{"_index":"i","_id":"1","_version":4,"result":"created","_shards":{"total":2},"status":201}},
              {"index":{"_index":"i","_id":"2","status":409,"error":{"type":"version_conflict_engine_exception",
                "reason":"[2]: version conflict, current version [9] is higher than the one provided [4]","index":"i"}}},
              {"delete":{"_index":"i","_id":"3","result":"not_found","status":404}},
              {"index":{"_index":"i","_id":"4","status":400,"error":{"type":"mapper_parsing_exception",
                "reason":"failed to parse","caused_by":{"type":"x","reason":"y","caused_by":{"type":"z","reason":"w"}}}}},
              {"index":{"_index":"j","_id":"5","status":404,"error":"no such index"}}]}""";

    @Test
    void shouldGiveOneOutcomeForEachItemInOrder() {
        assertThat(BulkAnswer.read(utf8(MIXED), 5))
                .containsExactly(
                        Outcome.APPLIED,
                        new Outcome.Stale(9, false),
                        Outcome.APPLIED,
                        new Outcome.Rejected("mapper_parsing_exception: failed to parse (x: y (z: w))"),
                        new Outcome.Unavailable("404 : no such index"));
    }

    @Test
    void shouldNotReadTheItemsWhenThereAreNoErrors() {
        assertThat(BulkAnswer.read(utf8("{\"took\":1,\"errors\":false,\"items\":[not read"), 3))
                .isEqualTo(Collections.nCopies(3, Outcome.APPLIED));
    }

    @Test
    void shouldNotBelieveAnAnswerThatLacksItems() {
        assertThatThrownBy(() -> BulkAnswer.read(utf8(MIXED), 6)).hasMessageContaining("answered 5 items");
    }

    @Test
    void shouldNotTakeAnIdForTheMark() {
        String tricky = "{\"errors\":true,\"items\":[{\"index\":{\"_id\":\"\\\"errors\\\":false\",\"status\":429,"
                + "\"error\":{\"type\":\"t\",\"reason\":\"r\"}}}]}";

        assertThat(BulkAnswer.read(utf8(tricky), 1)).containsExactly(new Outcome.Unavailable("429 t: r"));
    }

    @Test
    void shouldRefuseAnAnswerThatBreaksOff() {
        for (int length = 40; length < MIXED.length() - 3; length += 7) {
            byte[] part = utf8(MIXED.substring(0, length));
            assertThatThrownBy(() -> BulkAnswer.read(part, 5)).isInstanceOf(RuntimeException.class);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
