package io.godwit.projector.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.godwit.projector.source.IncompleteAnswerException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private final Map<String, String> atSource = new HashMap<>();
    private final Map<String, String> known = new HashMap<>();
    private int asked;
    private final Generations generations = new Generations(new Counted());

    @Test
    void shouldAskOnlyOnceForWhatTheFlowKnows() {
        atSource.put("a", "a1");
        known.put("a", "a1");

        Generations.Reading reading = generations.begin(List.of("a"));
        reading.requireUnchanged();

        assertThat(reading.of("a")).hasValue("a1");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void shouldMakeKnownWhatTheFlowDoesNotKnowBeforeItIsRead() {
        atSource.put("a", "a1");

        Generations.Reading reading = generations.begin(List.of("a"));

        assertThat(known).containsEntry("a", "a1");
        assertThat(reading.of("a")).hasValue("a1");
        reading.requireUnchanged();
    }

    /** Whether it was made anew long before the reading or in the midst of it. */
    @Test
    void shouldTakeNothingFromACollectionMadeAnewAndKnowItNextTime() {
        known.put("a", "a1");
        atSource.put("a", "a2");

        Generations.Reading outdated = generations.begin(List.of("a"));
        assertThatExceptionOfType(IncompleteAnswerException.class).isThrownBy(outdated::requireUnchanged);

        Generations.Reading reading = generations.begin(List.of("a"));
        reading.requireUnchanged();
        assertThat(reading.of("a")).hasValue("a2");
        assertThat(known).containsEntry("a", "a2");
    }

    @Test
    void shouldFindOutThatACollectionIsGone() {
        known.put("a", "a1");

        assertThatExceptionOfType(IncompleteAnswerException.class)
                .isThrownBy(generations.begin(List.of("a"))::requireUnchanged);

        assertThat(generations.begin(List.of("a")).of("a")).isEmpty();
    }

    @Test
    void shouldNotAskForWhatTakesNoPart() {
        assertThat(generations.begin(List.of("other")).of("other")).isEmpty();
        assertThat(asked).isZero();
    }

    private final class Counted implements Generations.Source {
        @Override
        public boolean takesPart(String collection) {
            return !collection.equals("other");
        }

        @Override
        public Optional<String> known(String collection) {
            return Optional.ofNullable(known.get(collection));
        }

        @Override
        public Optional<String> now(String collection) {
            asked++;
            return Optional.ofNullable(atSource.get(collection));
        }

        @Override
        public void makeKnown() {
            known.clear();
            known.putAll(atSource);
        }
    }
}
