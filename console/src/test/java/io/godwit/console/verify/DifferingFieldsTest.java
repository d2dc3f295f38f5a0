package io.godwit.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DifferingFieldsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":[1,2]}       | {\"b\":[1.0,2],\"a\":1}     | ",
                "{\"a\":1}                   | {\"a\":\"1\"}                | a",
                "{\"a\":{\"b\":1}}           | {\"a\":{}}                   | a.b",
                "{\"a\":[1,2]}               | {\"a\":[2,1]}                | a[0],a[1]",
                "{\"a\":[1,2]}               | {\"a\":[1]}                  | a",
                "{\"l\":[{},{\"price\":1}]}  | {\"l\":[{},{\"price\":2}]}   | l[1].price",
                "{\"a\":null}                | {}                         | a",
                "{}                          | []                         | the whole document"
            })
    void shouldCompareDocumentsByValue(String one, String other, @Nullable String paths) {
        assertThat(String.join(",", between(one, other))).isEqualTo(paths == null ? "" : paths);
    }

    @Test
    void shouldNameOnlyTheFirstFew() {
        assertThat(between("{\"a\":1,\"b\":1,\"c\":1,\"d\":1}", "{}")).containsExactly("a", "b", "c");
    }

    private static List<String> between(String one, String other) {
        return DifferingFields.between(JSON.readTree(one), JSON.readTree(other));
    }
}
