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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A side is read to its last document, or the verification fails. */
class WholeReadingIT {
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

    /** In the order of the index such a scroll says from its second page on that it terminated early. */
    @Test
    void shouldReadAScrollOfOneSliceToItsEnd() {
        trial.pair.create(trial.pair.truth, INDEX, 1);
        trial.pair.create(trial.pair.copy, INDEX, 1);
        trial.pair.writeBoth(INDEX, documents(5_000));

        VerificationReport equal = trial.verify(new Expectation.Revisions(0), QUICK);
        trial.pair.deleteAt(trial.pair.copy, INDEX, doc(4_998));
        VerificationReport different = trial.verify(new Expectation.Revisions(0), QUICK);

        assertThat(equal.summary()).isEqualTo("5000 records in 1 collections equal");
        assertThat(kinds(different)).containsExactly(Map.entry(RecordKey.of(INDEX, "id 4998"), Kind.MISSING));
        assertThat(different.collections())
                .containsExactly(new CollectionCounts(INDEX, Presence.BOTH, 5_000, 4_999, 1));
    }

    @Test
    void shouldFailWhenACollectionIsAnAlias() {
        trial.pair.createBoth("verified-behind");
        for (var side : List.of(trial.pair.truth, trial.pair.copy)) {
            side.put("/verified-behind/_alias/verified-alias", "{}").orRefuse();
        }

        VerificationReport report = trial.verify(Scope.of(List.of("verified-alias")), new Expectation.Bodies(), QUICK);

        assertThat(report.summary()).contains("'verified-alias' is an alias at the truth");
    }

    /** The other slices are given up then, and leave no search open. */
    @Test
    void shouldFailWhenADocumentHasNoBody() {
        trial.pair.createBoth("verified-bodiless");
        trial.pair.copy.delete("/verified-bodiless");
        trial.pair
                .copy
                .put("/verified-bodiless", "{\"mappings\":{\"_source\":{\"enabled\":false}}}")
                .orRefuse();
        trial.pair.writeBoth("verified-bodiless", List.of(Doc.of("a", "{\"a\":1}")));

        VerificationReport report =
                trial.verify(Scope.of(List.of("verified-bodiless")), new Expectation.Bodies(), QUICK);

        assertThat(report.summary()).contains("has no _source");
    }
}
