package io.godwit.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "a b", "a+b", "a/b", "a?b#c", "a%2Fb", "ä€😀", "a\"<>\\^`{|}b", "..", "*,-x"})
    void shouldEncodeWhatAnyDecoderGivesBack(String segment) {
        URI uri = URI.create("http://h/" + SearchPath.encode(segment) + "?routing=" + SearchPath.encode(segment));

        assertThat(uri.getPath()).isEqualTo("/" + segment);
        assertThat(uri.getQuery()).isEqualTo("routing=" + segment);
        assertThat(uri.getRawPath().substring(1)).doesNotContain("/", "+", "?");
    }
}
