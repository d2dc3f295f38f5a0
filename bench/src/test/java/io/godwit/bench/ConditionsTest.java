package io.godwit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.bench.figures.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Fact DOCUMENTS = new Fact("documents", "1000");

    @Test
    void shouldSayThatMoreThanTheCommitWasMeasured() {
        Conditions changed = new Conditions(new Commit("4892d70", false), "0.10");

        assertThat(changed.commit()).hasToString("4892d70+");
        assertThat(changed.with("one to another", List.of(DOCUMENTS)))
                .extracting(Fact::name)
                .containsExactly("documents", "servers", "load before", "source tree");
    }

    @Test
    void shouldSayNothingOfACleanTree() {
        Conditions clean = new Conditions(new Commit("4892d70", true), "0.10");

        assertThat(clean.commit()).hasToString("4892d70");
        assertThat(clean.with("one to another", List.of(DOCUMENTS)))
                .extracting(Fact::name)
                .containsExactly("documents", "servers", "load before");
    }
}
