package io.godwit.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeyTest {
    /** What tears a key apart if it is not escaped, and what is easily escaped twice. */
    private static final String[] PIECES = {"/", "?", "%", "%25", "%3F", "%2", "a", "Z9", "ä", "\u20ac", "😀", " ", "#"
    };

    @Test
    void shouldReadItsOwnText() {
        Property.holds(5000, random -> {
            RecordKey key = anyKey(random);

            assertThat(RecordKey.parse(key.toString())).isEqualTo(key);
        });
    }

    @Test
    void shouldWriteDifferentTextsForDifferentKeys() {
        Property.holds(5000, random -> {
            RecordKey one = anyKey(random);
            RecordKey other = anyKey(random);

            assertThat(one.toString().equals(other.toString())).isEqualTo(one.equals(other));
        });
    }

    @Test
    void shouldBeReadable() {
        assertThat(RecordKey.of("products", "42")).hasToString("products/42");
        assertThat(new RecordKey("products", "42", "eu")).hasToString("products/42?eu");
    }

    @Test
    void shouldTellNoRoutingFromAnEmptyOne() {
        assertThat(RecordKey.parse("a/1").routing()).isEmpty();
        assertThat(RecordKey.parse("a/1?").routing()).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "products", "/42", "products/", "products/?eu"})
    void shouldRefuseWhatIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RecordKey.parse(text));
    }

    @Test
    void shouldRefuseACollectionWithASlash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKey.of("a/b", "1"))
                .withMessageContaining("a/b");
    }

    private static RecordKey anyKey(Random random) {
        @Nullable String routing = random.nextBoolean() ? null : anyText(random, 0);
        return new RecordKey("c" + random.nextInt(3), anyText(random, 1), routing);
    }

    private static String anyText(Random random, int least) {
        StringBuilder text = new StringBuilder();
        int pieces = least + random.nextInt(4);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
