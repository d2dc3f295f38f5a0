package io.godwit.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.verify.CollectionCounts.Presence;
import io.godwit.console.verify.Difference.Kind;
import io.godwit.console.verify.Pair.Doc;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.RecordKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationCampaign {
    private static final String INDEX = "verified";
    private static final Rechecks QUICK =
            new Rechecks(CatchUp.NOTHING_MOVES, Duration.ofSeconds(30), 4, Duration.ofMillis(10));

    @TempDir
    Path directory;

    private final Pair pair = Pair.of(SearchVersion.ELASTICSEARCH_6_8, SearchVersion.OPENSEARCH_3);

    @AfterEach
    void leaveNothing() {
        assertThat(Pair.openContexts(pair.truth)).isZero();
        assertThat(Pair.openContexts(pair.copy)).isZero();
        pair.close();
    }

    @Test
    void equalSidesAreEqualHoweverTheyAreWritten() {
        pair.createBoth(INDEX);
        Map<Doc, Long> revisions = pair.write(INDEX, documents(3_000));
        Map<Doc, Long> written = new LinkedHashMap<>();
        revisions.forEach((doc, revision) -> written.put(
                new Doc(doc.id(), doc.routing(), doc.body().replace("\"price\":10.50", "\"price\": 1050e-2")),
                revision));
        pair.follow(INDEX, written);

        VerificationReport report = verify(new Expectation.Revisions(0), QUICK);

        assertThat(report).isInstanceOf(VerificationReport.Equal.class);
        assertThat(report.collections()).containsExactly(new CollectionCounts(INDEX, Presence.BOTH, 3_000, 3_000, 0));
        assertThat(directory.resolve("run").resolve("read")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"OPENSEARCH_3, ELASTICSEARCH_6_8"})
    void eitherSideMayBeTheTruth(SearchVersion truth, SearchVersion copy) {
        try (Pair other = Pair.of(truth, copy)) {
            other.createBoth(INDEX);
            other.writeBoth(INDEX, documents(500));
            other.deleteAt(other.copy, INDEX, documents(500).get(100));

            VerificationReport report = Verification.run(
                    new VerificationSettings(
                            other.truth,
                            other.copy,
                            Scope.of(List.of(INDEX)),
                            new Expectation.Bodies(),
                            QUICK,
                            Workspace.in(directory, "run")),
                    VerificationListener.NONE);

            assertThat(kinds(report)).containsExactly(Map.entry(RecordKey.of(INDEX, "id 100"), Kind.MISSING));
        }
    }

    @Test
    void findsAndNamesEachKindOfDifference() {
        pair.createBoth(INDEX);
        Map<Doc, Long> revisions = pair.write(INDEX, documents(60));
        Map<Doc, Long> wrong = new LinkedHashMap<>(revisions);
        Doc missing = doc(20);
        Doc different = doc(11);
        Doc stale = doc(12);
        Doc ahead = doc(13);
        Doc routed = new Doc("routed", "one", "{\"a\":1}");
        revisions.putAll(pair.write(INDEX, List.of(routed)));
        wrong.remove(missing);
        long revision = Objects.requireNonNull(wrong.remove(different));
        wrong.put(Doc.of(different.id(), different.body().replace("10.50", "10.51")), revision);
        wrong.merge(stale, -1L, Long::sum);
        wrong.merge(ahead, 1L, Long::sum);
        wrong.put(new Doc("routed", "another", "{\"a\":1}"), 5L);
        wrong.put(Doc.of("extra", "{}"), 5L);
        pair.follow(INDEX, wrong);
        List<Difference> heard = new ArrayList<>();

        VerificationReport report = verify(new Expectation.Revisions(0), QUICK, heard);

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
        assertThat(heard)
                .filteredOn(difference -> difference.kind() == Kind.DIFFERENT)
                .singleElement()
                .extracting(Difference::detail)
                .asString()
                .endsWith("fields that differ: lines[0].price");
        VerificationReport.Different found = (VerificationReport.Different) report;
        List<Difference> filed = new ArrayList<>();
        Verification.read(found.file(), filed::add);
        assertThat(filed).isEqualTo(heard).isEqualTo(found.first());
        assertThat(report.collections()).containsExactly(new CollectionCounts(INDEX, Presence.BOTH, 61, 61, 7));
    }

    @Test
    void aCollectionOnOneSideIsADifferenceAlsoWhenItIsEmpty() {
        pair.create(pair.truth, "verified-only-truth", 1);
        pair.write("verified-only-truth", List.of(doc(1)));
        pair.create(pair.copy, "verified-only-copy", 1);

        VerificationReport report = Verification.run(
                new VerificationSettings(
                        pair.truth,
                        pair.copy,
                        new Scope(List.of("verified-nowhere"), name -> name.startsWith("verified-only")),
                        new Expectation.Bodies(),
                        QUICK,
                        Workspace.in(directory, "run")),
                VerificationListener.NONE);

        assertThat(report.collections())
                .containsExactly(
                        new CollectionCounts("verified-nowhere", Presence.NOWHERE, 0, 0, 0),
                        new CollectionCounts("verified-only-copy", Presence.COPY_ONLY, 0, 0, 0),
                        new CollectionCounts("verified-only-truth", Presence.TRUTH_ONLY, 1, 0, 1));
        assertThat(report.summary())
                .isEqualTo("1 records compared: 1 missing; verified-only-copy exists at the copy only,"
                        + " verified-only-truth has no copy");
    }

    @Test
    void whatArrivesBeforeItIsLookedAtAgainIsNoDifference() {
        pair.createBoth(INDEX);
        Map<Doc, Long> revisions = pair.write(INDEX, documents(50));
        AtomicInteger caughtUp = new AtomicInteger();
        CatchUp lateReplay = _ -> {
            caughtUp.incrementAndGet();
            pair.follow(INDEX, revisions);
            return true;
        };

        VerificationReport report = verify(
                new Expectation.Revisions(0), new Rechecks(lateReplay, Duration.ofSeconds(9), 4, Duration.ofMillis(1)));

        assertThat(report).isInstanceOf(VerificationReport.Equal.class);
        assertThat(caughtUp).hasValue(1);
    }

    @Test
    void aRecordThatMovesIsLookedAtUntilItRests() {
        pair.createBoth(INDEX);
        Doc moving = Doc.of("moving", "{\"n\":0}");
        pair.write(INDEX, List.of(moving));
        AtomicInteger round = new AtomicInteger();
        CatchUp threeWritesBehind = _ -> {
            if (round.incrementAndGet() <= 3) {
                pair.write(INDEX, List.of(Doc.of("moving", "{\"n\":" + round + "}")));
            } else {
                pair.writeBoth(INDEX, List.of(Doc.of("moving", "{\"n\":9}")));
            }
            return true;
        };

        VerificationReport report = verify(
                new Expectation.Revisions(0),
                new Rechecks(threeWritesBehind, Duration.ofSeconds(9), 6, Duration.ofMillis(1)));

        assertThat(report).isInstanceOf(VerificationReport.Equal.class);
        assertThat(round).hasValue(4);
    }

    @Test
    void aRecordThatNeverRestsIsNotTakenForEqual() {
        pair.createBoth(INDEX);
        pair.write(INDEX, List.of(Doc.of("moving", "{\"n\":0}")));
        AtomicInteger round = new AtomicInteger();
        CatchUp alwaysBehind = _ -> {
            pair.write(INDEX, List.of(Doc.of("moving", "{\"n\":" + round.incrementAndGet() + "}")));
            return true;
        };

        VerificationReport report = verify(
                new Expectation.Revisions(0),
                new Rechecks(alwaysBehind, Duration.ofSeconds(9), 3, Duration.ofMillis(1)));

        assertThat(report).isInstanceOf(VerificationReport.Failed.class);
        assertThat(report.summary()).isEqualTo("verification failed: 1 records still moved after 3 looks");
    }

    @Test
    void failsWhenTheCopyDoesNotCatchUp() {
        pair.createBoth(INDEX);
        pair.write(INDEX, List.of(doc(1)));

        VerificationReport report =
                verify(new Expectation.Revisions(0), new Rechecks(_ -> false, Duration.ofSeconds(7), 3, Duration.ZERO));

        assertThat(report.summary())
                .isEqualTo("verification failed: the copy did not catch up within 7 s,"
                        + " so mismatches could not be looked at again");
    }

    @Test
    void failsWhenACollectionIsAnAlias() {
        pair.createBoth("verified-behind");
        for (var side : List.of(pair.truth, pair.copy)) {
            side.put("/verified-behind/_alias/verified-alias", "{}").orRefuse();
        }

        VerificationReport report = Verification.run(
                new VerificationSettings(
                        pair.truth,
                        pair.copy,
                        Scope.of(List.of("verified-alias")),
                        new Expectation.Bodies(),
                        QUICK,
                        Workspace.in(directory, "run")),
                VerificationListener.NONE);

        assertThat(report.summary()).contains("'verified-alias' is an alias at the truth");
    }

    @Test
    void failsWhenADocumentHasNoBody() {
        pair.createBoth("verified-bodiless");
        pair.copy.delete("/verified-bodiless");
        pair.copy
                .put("/verified-bodiless", "{\"mappings\":{\"_source\":{\"enabled\":false}}}")
                .orRefuse();
        pair.writeBoth("verified-bodiless", List.of(Doc.of("a", "{\"a\":1}")));

        VerificationReport report = Verification.run(
                new VerificationSettings(
                        pair.truth,
                        pair.copy,
                        Scope.of(List.of("verified-bodiless")),
                        new Expectation.Bodies(),
                        QUICK,
                        Workspace.in(directory, "run")),
                VerificationListener.NONE);

        assertThat(report.summary()).contains("has no _source");
    }

    private VerificationReport verify(Expectation expectation, Rechecks rechecks) {
        return verify(expectation, rechecks, new ArrayList<>());
    }

    private VerificationReport verify(Expectation expectation, Rechecks rechecks, List<Difference> heard) {
        VerificationSettings settings = new VerificationSettings(
                pair.truth, pair.copy, Scope.of(List.of(INDEX)), expectation, rechecks, Workspace.in(directory, "run"));
        return Verification.run(settings, new VerificationListener() {
            @Override
            public void differs(Difference difference) {
                heard.add(difference);
            }
        });
    }

    private static List<Map.Entry<RecordKey, Kind>> kinds(VerificationReport report) {
        return switch (report) {
            case VerificationReport.Different different ->
                different.first().stream()
                        .map(difference -> Map.entry(difference.key(), difference.kind()))
                        .toList();
            case VerificationReport.Equal equal -> throw new AssertionError(equal);
            case VerificationReport.Failed failed -> throw new AssertionError(failed);
        };
    }

    private static List<Doc> documents(int count) {
        List<Doc> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(doc(i));
        }
        return documents;
    }

    private static Doc doc(int i) {
        @Nullable String routing = i % 7 == 3 ? "route " + i % 5 : null;
        return new Doc("id " + i, routing, """
                {"name":"smörgås %d","tags":["a","b",null],"lines":[{"sku":"x","price":10.50}],"big":12345678901234567890}""".formatted(i));
    }
}
