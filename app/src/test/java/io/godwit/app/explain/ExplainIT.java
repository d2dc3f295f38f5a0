package io.godwit.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.app.cli.GodwitCommand;
import io.godwit.app.migration.DataDirectory;
import io.godwit.app.migration.MigrationOptions;
import io.godwit.app.migration.MigrationOptions.IndexSelection;
import io.godwit.app.migration.RunningMigration;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.swing.SwingSettings;
import io.godwit.flow.ClientProperties;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.Topics;
import io.godwit.search.SearchCluster;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records of a real migration, each with a history of its own, and one whose last write the target refuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainIT {
    private static final Logger LOG = LoggerFactory.getLogger(ExplainIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name = "explain-" + Long.toString(System.nanoTime(), 36);
    private final String shop = name + "-shop";
    private final SearchCluster source =
            SearchCluster.at(Sandbox.search(SearchVersion.ELASTICSEARCH_6_8).address());
    private final SearchCluster target =
            SearchCluster.at(Sandbox.search(SearchVersion.OPENSEARCH_3).address());
    private Path data;
    private RunningMigration migration;
    private SearchCluster proxy;

    @BeforeAll
    void migrateAndWrite(@TempDir Path temp) {
        data = temp;
        source.put("/" + shop, """
                        {"settings":{"number_of_shards":1,"number_of_replicas":0},
                         "mappings":{"_doc":{"dynamic":false,"properties":{"n":{"type":"long"}}}},
                         "aliases":{"%s-buy":{}}}""".formatted(name)).orRefuse();
        source.put("/" + shop + "/_doc/listed?refresh=true", "{\"n\":1}").orRefuse();
        migration = RunningMigration.start(options());
        proxy = SearchCluster.at(migration.proxyAddress());
        await().atMost(PATIENCE).until(() -> migration.status().verdict().ready());
        await().atMost(PATIENCE).until(this::takesWritesAsTheyAre);
        write("PUT", "/_doc/7", "{\"n\":1}");
        write("POST", "/_doc/7/_update", "{\"doc\":{\"n\":2}}");
        write("DELETE", "/_doc/7", "");
        write("PUT", "/_doc/7", "{\"n\":3}");
        write("PUT", "/_doc/routed?routing=r", "{\"n\":4}");
        poison();
        await().atMost(PATIENCE).until(() -> migration.status().replay().deadLetters() > 0);
        await().atMost(PATIENCE)
                .until(() -> migration.status().stages().stream().allMatch(stage -> stage.waiting() == 0));
    }

    /** What is written to an index that was made just now is read again. */
    private boolean takesWritesAsTheyAre() {
        write("PUT", "/_doc/early", "{\"n\":0}");
        return explain(shop + "/early").text(100).replaceAll("\\s+", " ").contains("from the captured request");
    }

    @AfterAll
    void end() {
        proxy.close();
        migration.close();
        source.delete("/" + name + "*");
        target.delete("/" + name + "*");
        source.close();
        target.close();
    }

    @Test
    void shouldTellTheHistoryOfARecord() {
        Explanation explanation = explain(shop + "/7");

        assertThat(explanation.different()).isFalse();
        assertThat(explanation.text(100).replaceAll("\\s+", " "))
                .containsSubsequence(
                        "PUT /" + shop + "/_doc/7 -> 201",
                        "wrote, revision 0.1.",
                        "POST /" + shop + "/_doc/7/_update -> 200",
                        "changed, revision 0.1.",
                        "DELETE /" + shop + "/_doc/7 -> 200",
                        "removed, revision 0.1.",
                        "PUT /" + shop + "/_doc/7 -> 201",
                        "So: It was written last at the source, by PUT /" + shop + "/_doc/7 at ",
                        "and the target has it.",
                        "Source and target are equal now.")
                .contains("Put 0.1.", "Remove 0.1.", "from the captured request: written", "{\"n\":3}")
                .contains("to be read again, PARTIAL_UPDATE by exchange ")
                .contains("tombstone: removed with 0.1.")
                .doesNotContain("not interpreted yet", "waiting");
    }

    @Test
    void shouldTellWhyTheTargetHasNotWhatWasWrittenLast() {
        Explanation explanation = explain(shop + "/poisoned");

        assertThat(explanation.different()).isTrue();
        assertThat(explanation.text(100).replaceAll("\\s+", " "))
                .contains("DEAD LETTER, apply: edits-")
                .contains("given up, see the dead letter")
                .contains("and the target has only 0.1.")
                .contains("Source and target DIFFER now: at n, taken.")
                .containsPattern("Put 0\\.1\\.\\d+ was refused by the target: \\S*mapper_parsing_exception")
                .endsWith("Mend the cause, then ./godwit repair.");
    }

    @Test
    void shouldKnowWhatWasThereBefore() {
        assertThat(explain(shop + "/listed").text(100).replaceAll("\\s+", " "))
                .contains("Put 0.1.0, listed by the backfill: written")
                .contains("Its newest known revision, 0.1.0, was listed by the backfill")
                .contains("Source and target are equal now.");
    }

    @Test
    void shouldFindARecordByItsIdAloneWithItsRouting() {
        JsonNode json = JSON.readTree(explain("routed").json());

        JsonNode only = json.path("records").path(0);
        assertThat(json.path("records").size()).isEqualTo(1);
        assertThat(only.path("record").asString("")).isEqualTo(shop + "/routed?r");
        assertThat(only.path("equality").asString("")).isEqualTo("EQUAL");
        assertThat(only.path("timeline")
                        .valueStream()
                        .map(fact -> fact.path("kind").asString("")))
                .contains("definition", "request", "change");
    }

    @Test
    void shouldFindARecordByAnAlias() {
        assertThat(explain(name + "-buy/7").text(100)).startsWith(shop + "/7\n");
    }

    @Test
    void shouldSayThatNothingIsKnown() {
        assertThat(explain("nobody-knows-this").text(100)).startsWith("Nothing is known of a record");
        assertThat(explain(shop + "/absent").text(100).replaceAll("\\s+", " "))
                .contains("No topic tells of a write to it.")
                .contains("Neither side has the record now");
    }

    @Test
    void shouldNotTakeAClusterThatDoesNotAnswerForOneThatHasNotTheRecord() {
        String nobody = "http://127.0.0.1:1";

        assertThat(exitCode("nobody-knows-this", source.address().toString())).isZero();
        assertThat(exitCode("nobody-knows-this", nobody)).isEqualTo(3);
        assertThat(exitCode(shop + "/7", source.address().toString())).isZero();
        assertThat(exitCode(shop + "/7", nobody)).isEqualTo(3);
        assertThat(exitCode(shop + "/poisoned", source.address().toString())).isEqualTo(4);
    }

    private int exitCode(String record, String from) {
        String to = target.address().toString();
        String brokers = migration.bootstrapServers();
        return GodwitCommand.run(
                "explain", record, "--bootstrap.servers", brokers, "--name", name, "--from", from, "--to", to);
    }

    private Explanation explain(String text) {
        DataDirectory.Clusters clusters = DataDirectory.clusters(data).orElseThrow();
        Explanation explanation = Explain.answer(
                new Explain.Where(
                        ClientProperties.of(migration.bootstrapServers()),
                        Topics.of(name),
                        Optional.of(clusters.from()),
                        Optional.of(clusters.to())),
                Question.parse(text, Optional.empty(), Optional.empty()),
                _ -> {});
        LOG.atInfo().addKeyValue("asked", text).log("explained:\n{}", explanation.text(100));
        return explanation;
    }

    /** The target takes a field for a date of which the source knows nothing. */
    private void poison() {
        write("PUT", "/_doc/poisoned", "{\"n\":1}");
        await().atMost(PATIENCE)
                .until(() -> target.get("/" + shop + "/_doc/poisoned").ok());
        target.put("/" + shop + "/_mapping", "{\"properties\":{\"taken\":{\"type\":\"date\"}}}")
                .orRefuse();
        write("PUT", "/_doc/poisoned", "{\"n\":2,\"taken\":\"the day before yesterday\"}");
    }

    private void write(String method, String path, String body) {
        proxy.send(method, "/" + shop + path, body.getBytes(StandardCharsets.UTF_8), SearchCluster.JSON)
                .orRefuse();
    }

    private MigrationOptions options() {
        return new MigrationOptions(
                name,
                source.address(),
                target.address(),
                new IndexSelection(List.of(name + "*"), List.of()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                data,
                Optional.of(Sandbox.kafka().bootstrapServers()),
                Map.of(),
                new ReplayLimits(0, 2),
                SwingSettings.DEFAULT);
    }
}
