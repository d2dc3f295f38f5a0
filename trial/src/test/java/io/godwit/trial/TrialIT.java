package io.godwit.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
import io.godwit.trial.client.Load;
import io.godwit.trial.oracle.Difference;
import io.godwit.trial.oracle.Judgement;
import io.godwit.trial.shop.Shop;
import io.godwit.trial.shop.ShopDocuments;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients write straight to one server, many of them the same records: what they were promised is there. */
class TrialIT {
    private static final int DOCUMENTS = 3_000;
    private static final int OPERATIONS = 1_500;
    private static final long SEED = 7;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldKnowWhatManyClientsTogetherHaveLeft(SearchVersion version) throws InterruptedException {
        URI server = Sandbox.search(version).address();
        try (SearchCluster cluster = SearchCluster.at(server)) {
            Flavour flavour = cluster.flavour();
            clear(cluster);
            Shop shop = new Shop(cluster, flavour);
            shop.prepare();
            shop.load(new ShopDocuments(SEED), DOCUMENTS);
            Load load = new Load(16, 0, OPERATIONS, 200, 60, 40, DOCUMENTS, false, Duration.ofSeconds(60));
            TrialSettings settings = TrialSettings.of(() -> List.of(server), flavour, SEED, directory)
                    .load(load);

            firstPiece(settings, cluster);
            secondPieceThatBreaksPromises(settings, cluster);
        }
    }

    private static void firstPiece(TrialSettings settings, SearchCluster cluster) throws InterruptedException {
        try (Trial trial = Trial.start(settings)) {
            trial.awaitDone();

            assertThat(trial.errors()).isEmpty();
            assertThat(trial.operations()).isGreaterThanOrEqualTo(OPERATIONS);
            assertThat(trial.unknown()).isZero();
            Judgement judgement = trial.judge(cluster, cluster);
            assertThat(judgement.kept()).as("%s", explained(judgement)).isTrue();
        }
    }

    /** What the first piece left is known to the second. */
    private static void secondPieceThatBreaksPromises(TrialSettings settings, SearchCluster cluster)
            throws InterruptedException {
        try (Trial trial = Trial.start(settings)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> trial.operations() > 500);
            trial.stop();
            assertThat(trial.errors()).isEmpty();
            Judgement judgement = trial.judge(cluster, cluster);
            assertThat(judgement.kept()).as("%s", explained(judgement)).isTrue();

            cluster.put("/products/_doc/invented?refresh=true", "{\"op\":\"op-1\"}")
                    .orRefuse();
            assertThat(trial.judge(cluster, cluster))
                    .isInstanceOfSatisfying(
                            Judgement.Broken.class,
                            broken -> assertThat(broken.differences())
                                    .singleElement()
                                    .extracting(Difference::what)
                                    .isEqualTo("is there although no client wrote it"));
        }
    }

    private static String explained(Judgement judgement) {
        return judgement instanceof Judgement.Broken broken
                ? broken.summary() + "\n"
                        + broken.differences().stream()
                                .limit(3)
                                .map(Difference::text)
                                .toList()
                : judgement.summary();
    }

    private static void clear(SearchCluster cluster) {
        cluster.send("DELETE", "/products,orders,customers?ignore_unavailable=true", null, SearchCluster.JSON);
        cluster.send("DELETE", "/extra-*", null, SearchCluster.JSON);
    }
}
