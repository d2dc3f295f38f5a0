package io.godwit.replayer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SingleLineTest {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {N"a":N1}              | `{ "a": 1}`
            {"a":"xNy"}            | {"a":"x\\ny"}
            {"a":"\\"N"}           | {"a":"\\"\\n"}
            {"a":1 // commentN}    | `{"a":1            }`
            {"a":1 /* bN"c */}     | `{"a":1 /* b "c */}`
            {"a":"// noneN"}       | {"a":"// none\\n"}
            """)
    void shouldKeepTheMeaning(String text, String expected) {
        assertThat(line(text.replace('N', '\n'))).isEqualTo(expected);
    }

    @Test
    void shouldKeepTheMeaningOfAnyDocument() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            String document = value(random, 3);
            JsonNode meant = LENIENT.readTree(document);

            String line = line(document);

            assertThat(line).as("seed %d: %s", seed, document).doesNotContain("\n", "\r");
            assertThat(LENIENT.readTree(line)).as("seed %d: %s", seed, document).isEqualTo(meant);
        }
    }

    private static String value(Random random, int depth) {
        String gap = gap(random);
        if (depth == 0 || random.nextInt(3) == 0) {
            return gap + string(random) + gap(random);
        }
        StringBuilder object = new StringBuilder(gap).append('{');
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            object.append(i == 0 ? "" : ",")
                    .append(gap(random))
                    .append("\"k")
                    .append(i)
                    .append('"');
            object.append(gap(random)).append(':').append(value(random, depth - 1));
        }
        return object.append(gap(random)).append('}').append(gap(random)).toString();
    }

    private static String string(Random random) {
        String[] parts = {"a", "\\\"", "\\\\", "\n", "\r", "//", "/*", "*/", "\\n", "é", " "};
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.append('"').toString();
    }

    private static String gap(Random random) {
        String[] gaps = {"", "", "\n", " ", "\r\n", "/* \"a\n */", "// \"b\n", "/**/", "/*\r*//*//\n*/"};
        return gaps[random.nextInt(gaps.length)];
    }

    private static String line(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(SingleLine.of(bytes, 0, bytes.length), StandardCharsets.UTF_8);
    }
}
