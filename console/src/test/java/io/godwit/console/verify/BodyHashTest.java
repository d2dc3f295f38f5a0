package io.godwit.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

class BodyHashTest {
    private static final int TRIES = 3_000;

    private final BodyHash hash = new BodyHash(42);

    @Test
    void howADocumentIsWrittenMakesNoDifference() {
        for (long seed = 0; seed < TRIES; seed++) {
            RandomJson json = new RandomJson(seed);
            Map<String, @Nullable Object> document = json.document();
            String one = json.written(document);
            String other = json.written(document);

            assertThat(hashOf(one)).as("seed %d:%n%s%n%s", seed, one, other).isEqualTo(hashOf(other));
        }
    }

    @Test
    void anyChangeMakesADifference() {
        for (long seed = 0; seed < TRIES; seed++) {
            RandomJson json = new RandomJson(seed);
            Map<String, @Nullable Object> document = json.document();
            Map<String, @Nullable Object> changed = json.changed(document);
            String one = json.written(document);
            String other = json.written(changed);

            assertThat(hashOf(one).equals(hashOf(other)))
                    .as("seed %d:%n%s%n%s", seed, one, other)
                    .isEqualTo(Objects.equals(normal(document), normal(changed)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | 1.0
            1 | 1e0
            100 | 1E+2
            0.001 | 1e-3
            -0 | 0.000
            0e99999999999999999999999 | 0
            12345678901234567890123456789 | 12345678901234567890123456789.000
            0.1 | 0.10000000000000000000
            1e400 | 10e399
            1e99999999999999999999999 | 10e99999999999999999999998
            10e00000000000000000000001 | 100
            """)
    void numbersAreEqualByValue(String one, String other) {
        assertThat(hashOf("{\"n\":" + one + "}")).isEqualTo(hashOf("{\"n\":" + other + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | "1"
            1 | -1
            1 | 10
            9007199254740993 | 9007199254740992
            0.1 | 0.1000000000000000055511151231257827
            1e400 | 1e401
            1e99999999999999999999999 | 1e99999999999999999999998
            null | 0
            null | false
            "" | null
            [] | {}
            [] | null
            [1,2] | [2,1]
            [[1],2] | [1,[2]]
            {"b":1} | {"b":null}
            "null" | null
            {"a":{"x":1},"b":{}} | {"a":{},"b":{"x":1}}
            """)
    void whatSaysSomethingElseDiffers(String one, String other) {
        assertThat(hashOf("{\"v\":" + one + "}")).isNotEqualTo(hashOf("{\"v\":" + other + "}"));
    }

    @Test
    void nullIsNotAbsent() {
        assertThat(hashOf("{\"a\":1,\"b\":null}")).isNotEqualTo(hashOf("{\"a\":1}"));
    }

    @Test
    void theLastOfTwoFieldsOfOneNameCounts() {
        String last = hashOf("{\"a\":1,\"b\":{\"x\":2}}");

        assertThat(hashOf("{\"b\":[9],\"a\":3,\"b\":{\"x\":1,\"x\":2},\"a\":1}"))
                .isEqualTo(last);
        assertThat(hashOf("{\"b\":{\"x\":2},\"a\":1,\"a\":3}")).isNotEqualTo(last);
    }

    @Test
    void theLastOfTwoFieldsCountsInAWideObjectToo() {
        StringBuilder wide = new StringBuilder("{\"twice\":1");
        for (int i = 0; i < 200; i++) {
            wide.append(",\"f").append(i).append("\":").append(i);
        }
        String fields = wide.substring("{\"twice\":1".length());

        assertThat(hashOf(wide + ",\"twice\":2}")).isEqualTo(hashOf("{\"twice\":2" + fields + "}"));
        assertThat(hashOf(wide + ",\"twice\":2}")).isNotEqualTo(hashOf("{\"twice\":1" + fields + "}"));
    }

    @Test
    void escapesAreReadBeforeTheyAreCompared() {
        assertThat(hashOf("{\"\\u0061\":\"\\u00e9\\ud83e\\udeb6\\/\"}")).isEqualTo(hashOf("{\"a\":\"é🪶/\"}"));
    }

    @Test
    void readsTextThatIsNoUnicode() {
        assertThat(hashOf("{\"a\":\"\\ud83e\"}")).isNotEqualTo(hashOf("{\"a\":\"\\ud83d\"}"));
    }

    @Test
    void depthIsNoProblem() {
        int depth = 20_000;
        String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

        assertThat(hashOf(deep)).isNotEqualTo(hashOf(deep.replace("1", "2")));
    }

    @Test
    void dependsOnItsSeed() {
        assertThat(hashOf(new BodyHash(1), "{}")).isNotEqualTo(hashOf(new BodyHash(2), "{}"));
    }

    private String hashOf(String json) {
        return hashOf(hash, json);
    }

    private static String hashOf(BodyHash hash, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = PageReader.JSON.createParser(ObjectReadContext.empty(), bytes)) {
            parser.nextToken();
            hash.read(parser);
            assertThat(parser.nextToken()).isNull();
            return Long.toHexString(hash.high()) + Long.toHexString(hash.low());
        }
    }

    /** What {@code equals} compares by value, written without the code under test. */
    private static @Nullable Object normal(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new HashMap<>();
                map.forEach((name, inner) -> copy.put(name, normal(inner)));
                yield copy;
            }
            case List<?> list -> list.stream().map(inner -> normal(inner)).toList();
            case BigDecimal number -> number.stripTrailingZeros();
            case null, default -> value;
        };
    }
}
