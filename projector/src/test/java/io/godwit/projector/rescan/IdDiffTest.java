package io.godwit.projector.rescan;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.projector.source.StoredDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdDiffTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 8, 11})
    void shouldLookForEveryIdInExactlyOnePart(long parts) {
        for (long seed = -3; seed <= 3; seed++) {
            List<IdDiff.Part> all = IdDiff.Part.all(seed, parts);
            for (int i = 0; i < 500; i++) {
                StoredDocument document = document("d" + i);
                assertThat(all)
                        .as("seed %d, id %s", seed, document.id())
                        .filteredOn(part -> part.has(part.hash(document)))
                        .hasSize(1);
            }
        }
    }

    @Test
    void shouldDivideOtherwiseNextTime() {
        StoredDocument document = document("d1");
        assertThat(IdDiff.Part.all(1, 2).getFirst().hash(document))
                .isNotEqualTo(IdDiff.Part.all(2, 2).getFirst().hash(document));
    }

    private static StoredDocument document(String id) {
        return new StoredDocument(id, null, 1, 1, true, null, "");
    }
}
