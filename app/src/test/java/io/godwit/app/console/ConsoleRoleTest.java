package io.godwit.app.console;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.app.migration.PreflightException;
import io.godwit.app.role.Assignment.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleRoleTest {
    private static final String OLD = "http://old:9200";
    private static final String NEW = "http://new:9200";

    /** They would never be backfilled, and the verdict would be ready all the same. */
    @Test
    void shouldRefuseOtherIndicesThanThoseThatWereBackfilled() {
        Spec before = spec(OLD, List.of("a*"), List.of());

        assertThatThrownBy(() -> ConsoleRole.requireTheSame(spec(OLD, List.of("a*", "b*"), List.of()), before))
                .isInstanceOf(PreflightException.class)
                .hasMessageContaining("indices.include was [a*]")
                .hasMessageContaining("is [a*, b*]");
        assertThatThrownBy(() -> ConsoleRole.requireTheSame(spec(OLD, List.of("a*"), List.of("ab")), before))
                .hasMessageContaining("indices.exclude was []");
    }

    @Test
    void shouldRefuseAnotherCluster() {
        Spec before = spec(OLD, List.of(), List.of());

        assertThatThrownBy(() -> ConsoleRole.requireTheSame(spec("http://other:9200", List.of(), List.of()), before))
                .isInstanceOf(PreflightException.class)
                .hasMessageContaining("from http://old:9200 to http://new:9200");
    }

    @Test
    void shouldGoOnWithTheSameInAnotherOrder() {
        Spec before = spec(OLD, List.of("a*", "b*"), List.of());

        assertThatCode(() -> ConsoleRole.requireTheSame(spec(OLD, List.of("b*", "a*"), List.of()), before))
                .doesNotThrowAnyException();
    }

    private static Spec spec(String source, List<String> include, List<String> exclude) {
        return new Spec(source, NEW, include, exclude);
    }
}
