package io.godwit.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.projector.traffic.Touch.Kind;
import io.godwit.projector.traffic.Wanted;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what is asked to what is known. */
class FactsTest {
    private static final Wanted SHOP = new Wanted(Set.of("shop"), "7", Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "shop/7, shop, 7,",
        "7, , 7,",
        "shop/a/b, shop, a/b,",
        "/a/b, , a/b,",
        "shop/7?r, shop, 7, r",
        "shop/50%25%3F, shop, 50%?,",
    })
    void shouldReadTheQuestion(String text, @Nullable String collection, String id, @Nullable String routing) {
        assertThat(Question.parse(text, Optional.empty(), Optional.empty()))
                .isEqualTo(new Question(
                        Optional.ofNullable(collection), id, Optional.ofNullable(routing), Optional.empty()));
    }

    @Test
    void shouldRefuseAQuestionWithoutAnId() {
        assertThatThrownBy(() -> Question.parse("shop/", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id");
    }

    @Test
    void shouldSayHowFarTheReadersAre() {
        Told told = new Told()
                .put(1, Origin.CAPTURE, State.WAITING)
                .put(2, Origin.CAPTURE, State.WAITING)
                .dead("too large")
                .put(3, Origin.CAPTURE, State.WAITING);

        List<Fact> settled = new Positions(Map.of("godwit.edits", Map.of(3, 2L))).settle(told.facts);

        assertThat(settled)
                .filteredOn(Fact.Changed.class::isInstance)
                .extracting(fact -> ((Fact.Changed) fact).state())
                .containsExactly(State.DONE, State.GIVEN_UP, State.WAITING);
    }

    @Test
    void shouldKeepTheNewestOfEachKind() {
        Told told = new Told();
        FactCollection facts = new FactCollection(10);
        for (int i = 0; i < 100; i++) {
            told.put(i, Origin.CAPTURE, State.DONE);
        }
        told.gap();
        told.facts.forEach(fact -> facts.add(Noted.of(Told.RECORD, fact)));

        FactCollection.Known known = facts.of(Told.RECORD, SHOP);
        assertThat(known.facts()).hasSize(11).contains(told.facts.get(90)).doesNotContain(told.facts.get(89));
        assertThat(known.leftOut()).isEqualTo(90);
    }

    @Test
    void shouldKeepRecordsAndCollectionsApart() {
        Told told = new Told().gap().gap().gap().gap();
        FactCollection facts = new FactCollection(10);
        facts.add(Noted.of(Told.RECORD, told.facts.get(0)));
        facts.add(Noted.of(RecordKey.of("other", "7"), told.facts.get(1)));
        facts.add(Noted.of("sh*", told.facts.get(2)));
        facts.add(Noted.of("other", told.facts.get(3)));

        assertThat(facts.of(Told.RECORD, SHOP).facts()).containsExactlyInAnyOrder(told.facts.get(0), told.facts.get(2));
        assertThat(facts.records()).containsExactlyInAnyOrder(Told.RECORD, RecordKey.of("other", "7"));
    }

    @Test
    void shouldCountWhatIsLeftOutOfEachRecordAlone() {
        Told told = new Told();
        FactCollection facts = new FactCollection(10);
        for (int i = 0; i < 15; i++) {
            told.put(i, Origin.CAPTURE, State.DONE);
        }
        told.facts.forEach(fact -> facts.add(Noted.of(RecordKey.of("other", "7"), fact)));
        facts.add(Noted.of(Told.RECORD, told.facts.getFirst()));

        assertThat(facts.of(Told.RECORD, SHOP).leftOut()).isZero();
        assertThat(facts.of(RecordKey.of("other", "7"), SHOP).leftOut()).isEqualTo(5);
        assertThat(facts.of(RecordKey.of("other", "7"), SHOP).leftOut()).isEqualTo(5);
    }

    @Test
    void shouldRememberOnlyExchangesWhoseFactsAreKept() {
        Told told = new Told();
        FactCollection facts = new FactCollection(10);
        for (int i = 0; i < 100; i++) {
            told.request("PUT /shop/_doc/7", "200", Kind.WROTE, i, "");
        }
        told.facts.forEach(fact -> facts.add(Noted.of(Told.RECORD, fact)));

        assertThat(facts.exchanges())
                .hasSize(10)
                .contains("proxy-1-17a-99", "proxy-1-17a-90")
                .doesNotContain("proxy-1-17a-89");
    }
}
