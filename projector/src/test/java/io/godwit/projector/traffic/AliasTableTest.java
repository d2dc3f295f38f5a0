package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AliasTableTest {
    private final AliasTable table = new AliasTable(Duration.ofMillis(10));

    @Test
    void shouldKnowWhereAnAliasLedBeforeAndAfterItWasMoved() {
        table.learn("one", Set.of("moved", "stays"), 1_000);
        table.loaded();
        assertThat(table.behind("moved", 1_011)).contains(Set.of("one"));

        table.learn("one", Set.of("stays"), 2_000);
        table.learn("two", Set.of("moved"), 2_001);

        assertThat(table.behind("moved", 1_999)).isEmpty();
        assertThat(table.behind("moved", 2_011)).isEmpty();
        assertThat(table.behind("moved", 2_012)).contains(Set.of("two"));
        assertThat(table.behind("stays", 1_011)).contains(Set.of("one"));
        assertThat(table.behind("never", 1_011)).contains(Set.of());
    }

    /** Of what was before only the end is told: an alias may have led anywhere. */
    @Test
    void shouldKnowNothingOfTheTimeBeforeItWasLoaded() {
        table.learn("one", Set.of("alias"), 1_000);
        table.learn("two", Set.of(), 2_000);
        table.loaded();

        assertThat(table.behind("alias", 1_500)).isEmpty();
        assertThat(table.behind("alias", 2_010)).isEmpty();
        assertThat(table.behind("alias", 2_011)).contains(Set.of("one"));
    }
}
