package io.godwit.console.verify;

import static io.godwit.console.verify.Trial.INDEX;
import static io.godwit.console.verify.Trial.QUICK;
import static io.godwit.console.verify.Trial.doc;
import static io.godwit.console.verify.Trial.documents;
import static io.godwit.console.verify.Trial.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.verify.CollectionCounts.Presence;
import io.godwit.console.verify.Difference.Kind;
import io.godwit.console.verify.Pair.Doc;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.RecordKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real clusters that are equal or are not. */
class VerificationIT {
    @TempDir
    Path directory;

    private Trial trial;

    @BeforeEach
    void open() {
        trial = Trial.of(SearchVersion.ELASTICSEARCH_6_8, SearchVersion.OPENSEARCH_3, directory);
    }

    @AfterEach
    void leaveNothing() {
        trial.close();
    }

    @Test
    void shouldFindSidesEqualHoweverTheyAreWritten() {
        trial.pair.createBoth(INDEX);
        Map<Doc, Long> revisions = trial.pair.write(INDEX, documents(3_000));
        Map<Doc, Long> written = new LinkedHashMap<>();
        revisions.forEach((doc, revision) -> written.put(
                new Doc(doc.id(), doc.routing(), doc.body().replace("\"price\":10.50", "\"price\": 1050e-2")),
                revision));
        trial.pair.follow(INDEX, written);

        VerificationReport report = trial.verify(new Expectation.Revisions(0), QUICK);

        assertThat(report).isInstanceOf(VerificationReport.Equal.class);
        assertThat(report.collections()).containsExactly(new CollectionCounts(INDEX, Presence.BOTH, 3_000, 3_000, 0));
        assertThat(directory.resolve("run").resolve("read")).isEmptyDirectory();
    }

    @Test
    void shouldTakeEitherSideForTheTruth() {
        try (Trial other = Trial.of(SearchVersion.OPENSEARCH_3, SearchVersion.ELASTICSEARCH_6_8, directory)) {
            other.pair.createBoth(INDEX);
            other.pair.writeBoth(INDEX, documents(500));
            other.pair.deleteAt(other.pair.copy, INDEX, doc(100));

            VerificationReport report = other.verify(new Expectation.Bodies(), QUICK);

            assertThat(kinds(report)).containsExactly(Map.entry(RecordKey.of(INDEX, "id 100"), Kind.MISSING));
        }
    }

    @Test
    void shouldFindAndNameEachKindOfDifference() {
        trial.pair.createBoth(INDEX);
        Map<Doc, Long> revisions = trial.pair.write(INDEX, documents(60));
        Map<Doc, Long> wrong = new LinkedHashMap<>(revisions);
        Doc missing = doc(20);
        Doc different = doc(11);
        Doc stale = doc(12);
        Doc ahead = doc(13);
        Doc routed = new Doc("routed", "one", "{\"a\":1}");
        revisions.putAll(trial.pair.write(INDEX, List.of(routed)));
        wrong.remove(missing);
        long revision = Objects.requireNonNull(wrong.remove(different));
        wrong.put(Doc.of(different.id(), different.body().replace("10.50", "10.51")), revision);
        wrong.merge(stale, -1L, Long::sum);
        wrong.merge(ahead, 1L, Long::sum);
        wrong.put(new Doc("routed", "another", "{\"a\":1}"), 5L);
        wrong.put(Doc.of("extra", "{}"), 5L);
        trial.pair.follow(INDEX, wrong);

        VerificationReport report = trial.verify(new Expectation.Revisions(0), QUICK);

        assertThat(kinds(report))
                .containsOnly(
                        Map.entry(RecordKey.of(INDEX, "id 20"), Kind.MISSING),
                        Map.entry(RecordKey.of(INDEX, "id 11"), Kind.DIFFERENT),
                        Map.entry(RecordKey.of(INDEX, "id 12"), Kind.STALE),
                        Map.entry(RecordKey.of(INDEX, "id 13"), Kind.AHEAD),
                        Map.entry(new RecordKey(INDEX, "routed", "one"), Kind.ROUTING),
                        Map.entry(new RecordKey(INDEX, "routed", "another"), Kind.EXTRA),
                        Map.entry(RecordKey.of(INDEX, "extra"), Kind.EXTRA));
        assertThat(report.summary())
                .isEqualTo("61 records compared: 1 missing, 2 extra, 1 different, 1 stale, 1 ahead,"
                        + " 1 with another routing");
        assertThat(trial.heard)
                .filteredOn(difference -> difference.kind() == Kind.DIFFERENT)
                .singleElement()
                .extracting(Difference::detail)
                .asString()
                .endsWith("fields that differ: lines[0].price");
        VerificationReport.Different found = (VerificationReport.Different) report;
        List<Difference> filed = new ArrayList<>();
        Verification.read(found.file(), filed::add);
        assertThat(filed).isEqualTo(trial.heard).isEqualTo(found.first());
        assertThat(report.collections()).containsExactly(new CollectionCounts(INDEX, Presence.BOTH, 61, 61, 7));
    }

    @Test
    void shouldTakeACollectionOnOneSideForADifferenceAlsoWhenItIsEmpty() {
        trial.pair.create(trial.pair.truth, "verified-only-truth", 1);
        trial.pair.write("verified-only-truth", List.of(doc(1)));
        trial.pair.create(trial.pair.copy, "verified-only-copy", 1);

        VerificationReport report = trial.verify(
                new Scope(List.of("verified-nowhere"), name -> name.startsWith("verified-only")),
                new Expectation.Bodies(),
                QUICK);

        assertThat(report.collections())
                .containsExactly(
                        new CollectionCounts("verified-nowhere", Presence.NOWHERE, 0, 0, 0),
                        new CollectionCounts("verified-only-copy", Presence.COPY_ONLY, 0, 0, 0),
                        new CollectionCounts("verified-only-truth", Presence.TRUTH_ONLY, 1, 0, 1));
        assertThat(report.summary())
                .isEqualTo("1 records compared: 1 missing; verified-only-copy exists at the copy only,"
                        + " verified-only-truth has no copy");
    }
}
