package io.godwit.app.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.projector.Selection;
import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verification of an earlier process has left in the data directory; no cluster is asked. */
class FullComparisonTest {
    private static final int MANY = 120_001;

    @TempDir
    private Path directory;

    @Test
    void shouldHandOnEveryDifferenceOfAnEarlierProcessInPortions() throws IOException {
        Path run = Files.createDirectories(directory.resolve("epoch-2"));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            lines.add("{\"collection\":\"products\",\"id\":\"" + i + "\",\"kind\":\"MISSING\",\"detail\":\"\"}");
        }
        Files.write(run.resolve("differences.ndjson"), lines);
        List<Integer> portions = new ArrayList<>();
        List<RecordKey> last = new ArrayList<>();

        try (SearchCluster nowhere = SearchCluster.at(URI.create("http://127.0.0.1:1"))) {
            FullComparison comparison =
                    new FullComparison(nowhere, nowhere, new Selection(List.of(), List.of()), directory);

            assertThat(comparison.remembers(0)).isFalse();
            assertThat(comparison.remembers(2)).isTrue();
            assertThat(comparison.differing(2, portion -> {
                        portions.add(portion.size());
                        last.add(portion.getLast());
                    }))
                    .isEqualTo(MANY);
        }
        assertThat(portions).allMatch(size -> size <= 10_000);
        assertThat(portions.stream().mapToInt(Integer::intValue).sum()).isEqualTo(MANY);
        assertThat(last).endsWith(RecordKey.of("products", Integer.toString(MANY - 1)));
    }
}
