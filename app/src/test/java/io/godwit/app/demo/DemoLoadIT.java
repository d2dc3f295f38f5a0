package io.godwit.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.RecordKey;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients write straight to the server: every promise is kept, and a promise broken behind their back is found. */
class DemoLoadIT {
    private static final int DOCUMENTS = 3_000;

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void findsWhatWasPromisedAndWhatWasNotKept(SearchVersion version) throws InterruptedException {
        URI server = Sandbox.search(version).address();
        try (SearchCluster cluster = SearchCluster.at(server)) {
            Flavour flavour = cluster.flavour();
            DemoSource source = new DemoSource(cluster, flavour);
            source.prepare();
            source.load(new DemoDocuments(7), DOCUMENTS);
            try (DemoLoad load = DemoLoad.start(server, flavour, new DemoLoad.Settings(8, 400, DOCUMENTS, 7))) {
                await().atMost(Duration.ofSeconds(120))
                        .until(() -> load.operations() > 2_000 || !load.errors().isEmpty());
                load.stop();

                assertThat(load.errors()).isEmpty();
                assertThat(load.check(cluster, flavour)).isEmpty();
                breakThreePromises(cluster, load, flavour);
            }
        }
    }

    private static void breakThreePromises(SearchCluster cluster, DemoLoad load, Flavour flavour) {
        DemoDialect dialect = new DemoDialect(flavour.typed());
        List<RecordKey> kept = load.records(true);
        RecordKey lost = kept.getFirst();
        RecordKey changed = kept.getLast();
        RecordKey resurrected = load.records(false).getFirst();
        cluster.delete(path(dialect, lost)).orRefuse();
        cluster.put(path(dialect, changed), "{\"op\":\"someone else\"}").orRefuse();
        cluster.put(path(dialect, resurrected), "{\"op\":\"from the dead\"}").orRefuse();

        assertThat(load.check(cluster, flavour))
                .hasSize(3)
                .anyMatch(line -> line.startsWith(lost + " is missing"))
                .anyMatch(line -> line.startsWith(changed + " differs"))
                .anyMatch(line -> line.startsWith(resurrected + " was deleted but is there"));
    }

    private static String path(DemoDialect dialect, RecordKey record) {
        return dialect.document(record.collection(), record.id()) + DemoClient.routing(record, "?");
    }
}
