package io.godwit.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void shouldTakeWhatIsIncludedAndNotExcluded() {
        Selection selection = new Selection(List.of("a*", "b", "*-x-*"), List.of("a-not*"));

        assertThat(List.of("a", "a1", "b", "p-x-q").stream().allMatch(selection::takes))
                .isTrue();
        assertThat(List.of("b1", "ca", "a-not", "a-not-1", "p-x").stream().anyMatch(selection::takes))
                .isFalse();
    }

    @Test
    void shouldTakeAllButTheServersOwnWithoutPatterns() {
        assertThat(Selection.ALL.takes("anything")).isTrue();
        assertThat(Selection.ALL.takes(".kibana")).isFalse();
        assertThat(new Selection(List.of("*"), List.of()).takes(".tasks")).isFalse();
    }

    @Test
    void shouldTakePatternsLiterally() {
        assertThat(new Selection(List.of("a.c+"), List.of()).takes("abc+")).isFalse();
        assertThat(new Selection(List.of("a.c+"), List.of()).takes("a.c+")).isTrue();
    }
}
