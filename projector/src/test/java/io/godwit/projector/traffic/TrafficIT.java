package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.avro.Rescan;
import io.godwit.search.SearchAnswer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real exchanges with real servers, recorded as a proxy records them. Whatever they were: when all is settled, the newest
 * edits are, document by document, what the server holds.
 */
@Execution(ExecutionMode.CONCURRENT) // most of their time is waiting
class TrafficIT {
    private static final TrafficTimes PATIENT =
            new TrafficTimes(Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ZERO, Duration.ofMinutes(1));
    private static final TrafficTimes HASTY =
            new TrafficTimes(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ZERO, Duration.ofSeconds(4));
    private static final String SHARDS = "{\"settings\":{\"number_of_shards\":2,\"number_of_replicas\":0}}";
    private static final String PATCH = "{\"doc\":{\"m\":1}}";
    private static final String MORE = "{\"script\":{\"source\":\"ctx._source.n += 1\"}}";
    private static final String LATE =
            "wait_for_completion=false&conflicts=proceed&scroll_size=5&requests_per_second=0.1";
    private static final String BIG = "{\"query\":{\"range\":{\"n\":{\"gt\":20}}}}";
    private static final String MARK = "{\"script\":{\"source\":\"ctx._source.marked = true\"}}";

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldSayWhatTheServerDid(SearchVersion version, @TempDir Path directory) throws Exception {
        try (Scene scene = new Scene(version, PATIENT, directory)) {
            Requests to = new Requests(scene.world, scene.world.create("i", 3, "{}"));
            Requests other = new Requests(scene.world, scene.world.create("other", 3, "{}"));
            aliases(to, other);
            scene.work();
            scene.interpret();
            singles(scene.client, to);
            throughAliases(scene.client, to);
            Capture.Begun overTheStop = scene.client.begin("PUT", to.document("over", ""), "{\"n\":20}");
            scene.settleButFor(1);

            scene.stopInterpreting();
            overTheStop.end();
            // as after a crash that came before the commit of anything
            scene.uncommit();
            bulk(scene.client, to);
            scene.interpret();
            scene.settle();

            scene.assertFollowed(to.index(), other.index());
            assertThat(scene.world.read(scene.world.topics.candidates(), Candidate.class))
                    .extracting(Candidate::getReason)
                    .containsOnly(Reason.PARTIAL_UPDATE);
            assertThat(scene.world.read(scene.world.topics.gaps(), Gap.class)).isEmpty();
            assertThat(scene.world.read(scene.world.topics.rescans(), Rescan.class))
                    .isEmpty();
        }
    }

    private static void singles(Capture client, Requests to) {
        client.done("PUT", to.document("1", ""), "{ \"n\": 1.10, \"t\":\"\\u00e4\" }\n");
        client.done("PUT", to.document("1", ""), "{\"n\":1.20}");
        client.done("PUT", to.document("2/?ä+", "?routing=r%2B"), "{\"n\":2}");
        client.done("PUT", to.create("3", ""), "{\"n\":3}");
        assertRefused(client.send("PUT", to.create("3", ""), "{\"n\":4}"));
        client.done("PUT", to.document("4", "?op_type=create"), "{\"n\":4}");
        assertRefused(client.send("PUT", to.document("4", "?op_type=create"), "{\"n\":5}"));
        client.done("POST", to.collection("?routing=own"), "{\"n\":6}");
        client.done("POST", to.collection(""), "{\"n\":7}");
        client.done("PUT", to.document("gone", ""), "{\"n\":8}");
        client.done("DELETE", to.document("gone", ""), "");
        client.done("PUT", to.document("back", "?routing=b"), "{\"n\":9}");
        client.done("DELETE", to.document("back", "?routing=b"), "");
        client.done("PUT", to.document("back", "?routing=b"), "{\"n\":10}");
        assertRefused(client.send("DELETE", to.document("never", ""), ""));
        client.done("POST", to.update("2/?ä+", "?routing=r%2B"), PATCH);
        client.done("POST", to.update("1", ""), "{\"doc\":{\"n\":1.20}}");
        client.done("POST", to.update("upserted", ""), "{\"doc\":{\"m\":1},\"doc_as_upsert\":true}");
        client.done("POST", to.update("upserted", ""), "{\"doc\":{\"m\":2},\"upsert\":{\"m\":3}}");
        assertRefused(client.send("POST", to.update("absent", ""), PATCH));
        client.done("PUT", to.document("patched", ""), "{\"n\":11}");
        client.done("POST", to.update("patched", ""), PATCH);
        client.done("DELETE", to.document("patched", ""), "");
        client.notSent("DELETE", to.document("1", ""), "");
    }

    private static void bulk(Capture client, Requests to) {
        SearchAnswer answer = client.done("POST", "/_bulk", to.bulk("""
                {"index":{AT"_id":"b1"}}
                { "n":10, "text":"a line\\nand another"}
                {"index":{AT"routing":"b"}}
                {"n":11}
                {"create":{AT"_id":"1"}}
                {"n":12}
                {"index":{AT"_id":"refused"}}
                {"n":"no number"}
                {"update":{AT"_id":"b1"}}
                {"doc":{"x":1}}
                {"update":{AT"_id":"absent"}}
                {"doc":{"x":1}}
                {"update":{AT"_id":"b2"}}
                {"doc":{"x":1},"doc_as_upsert":true}
                {"delete":{AT"_id":"1"}}
                {"delete":{AT"_id":"never"}}
                {"create":{AT"_id":"b3","routing":"q"}}
                {"n":13}
                """));
        assertThat(answer.json().path("errors").asBoolean()).isTrue();
        client.done("POST", to.under("_bulk?routing=all"), to.bulk("""
                {"index":{TYPE"_id":"b4"}}
                {"n":14}
                {"index":{TYPE"_id":"b5","routing":"one"}}\r
                {"n":15}\r
                {"delete":{TYPE"_id":"b4"}}
                {"index":{TYPE"_id":"b4"}}
                {"n":16}
                """));
        assertRefused(client.send("POST", "/_bulk", "{\"index\":"));
    }

    private static void aliases(Requests to, Requests other) {
        String actions = String.join(
                ",",
                to.aliasAction("add", "plain", ""),
                to.aliasAction("add", "routed", ",\"index_routing\":\"r1\",\"is_write_index\":true"),
                to.aliasAction("add", "many", ",\"index_routing\":\"r2\",\"is_write_index\":false"),
                other.aliasAction("add", "many", ",\"index_routing\":\"r3\",\"is_write_index\":true"));
        to.world().from.post("/_aliases", "{\"actions\":[" + actions + "]}").orRefuse();
    }

    /** What an alias adds to the routing is in no answer. */
    private static void throughAliases(Capture client, Requests to) {
        for (String alias : new String[] {"plain", "routed", "many"}) {
            Requests through = new Requests(to.world(), to.alias(alias));
            for (int i = 0; i < 4; i++) {
                client.done("PUT", through.document(alias + i, ""), "{\"n\":" + i + "}");
            }
            client.done("POST", through.collection(""), "{\"n\":5}");
            client.done("POST", through.update(alias + 1, ""), PATCH);
            client.done("DELETE", through.document(alias + 2, ""), "");
            client.done("POST", "/_bulk", through.bulk("""
                    {"index":{AT"_id":"ID5"}}
                    {"n":6}
                    {"delete":{AT"_id":"ID3"}}
                    {"update":{AT"_id":"ID0"}}
                    {"doc":{"x":1}}
                    """.replace("ID", alias)));
        }
        Requests routed = new Requests(to.world(), to.alias("routed"));
        client.done("PUT", routed.document("same", "?routing=r1"), "{}");
        assertRefused(client.send("PUT", routed.document("same", "?routing=else"), "{}"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldFindWhatNoAnswerTells(SearchVersion version, @TempDir Path directory) throws Exception {
        try (Scene scene = new Scene(version, HASTY, directory)) {
            Requests to = new Requests(scene.world, scene.world.create("i", 3, "{}"));
            scene.work();
            scene.interpret();
            Requests later = new Requests(scene.world, scene.world.name("later"));
            Requests remade = new Requests(scene.world, scene.world.name("remade"));
            unknownOutcomes(scene.client, to);
            definitions(scene.client, to, later, remade);
            scene.client.unreadable("PUT", to.document("torn", ""), "{}");

            scene.settle();

            scene.assertFollowed(to.index(), later.index(), remade.index());
            assertThat(scene.world.read(scene.world.topics.gaps(), Gap.class)).hasSize(1);
        }
    }

    private static void unknownOutcomes(Capture client, Requests to) {
        client.done("PUT", to.document("1", "?routing=a"), "{\"n\":1}");
        client.done("PUT", to.document("2", ""), "{\"n\":2}");
        client.begin("PUT", to.document("1", "?routing=a"), "{\"n\":3}").unknown();
        client.begin("DELETE", to.document("2", ""), "").unknown();
        client.begin("POST", to.collection("?routing=b"), "{\"n\":4}").unknown();
        client.begin("POST", "/_bulk", to.bulk("""
                {"index":{AT"_id":"3"}}
                {"n":5}
                {"index":{AT"routing":"c"}}
                {"n":6}
                {"delete":{AT"_id":"1","routing":"a"}}
                """)).unknown();
        // by the time-out, whose end is waited for, and by the proxy's next start
        client.begin("PUT", to.document("5", ""), "{\"n\":7}");
        client.begin("POST", to.update("5", ""), PATCH);
        client.barrier();
        client.begin("PUT", to.document("6", ""), "{\"n\":8}");
    }

    private static void definitions(Capture client, Requests to, Requests later, Requests remade) {
        client.done("PUT", "/" + later.index(), SHARDS);
        client.done("PUT", later.document("1", ""), "{\"n\":1}");
        client.done("PUT", remade.document("1", ""), "{\"n\":\"text\"}");
        client.done("DELETE", "/" + remade.index(), "");
        client.done("PUT", "/" + remade.index(), SHARDS);
        client.done("PUT", remade.document("2", ""), "{\"n\":1}");
        client.done("PUT", to.under("_alias/" + to.alias("live")), "{\"routing\":\"r\"}");
        Requests live = new Requests(to.world(), to.alias("live"));
        client.done("PUT", live.document("l1", ""), "{\"n\":1}");
        client.done("DELETE", live.document("l1", ""), "");
        client.done("PUT", live.document("l2", ""), "{\"n\":2}");
        client.begin("PUT", live.document("l3", ""), "{\"n\":3}").unknown();
        String move =
                to.aliasAction("remove", "live", "") + "," + later.aliasAction("add", "live", ",\"routing\":\"s\"");
        client.done("POST", "/_aliases", "{\"actions\":[" + move + "]}");
        client.done("PUT", live.document("l4", ""), "{\"n\":4}");
    }

    /** Scripts, pipelines and requests by query: of the sandbox's servers only this one has them. */
    @Test
    void shouldFindWhatOnlyTheServerKnows(@TempDir Path directory) throws Exception {
        try (Scene scene = new Scene(SearchVersion.OPENSEARCH_3, PATIENT, directory)) {
            Requests to = new Requests(scene.world, scene.world.create("i", 2, "{}"));
            Requests piped = new Requests(scene.world, scene.world.create("piped", 1, "{}"));
            scene.work();
            scene.interpret();
            scripts(scene.client, to);
            pipelines(scene.client, to, piped);
            Requests copy = new Requests(scene.world, scene.world.name("copy"));
            byQuery(scene.client, to, copy);
            String removal = scene.client
                    .done("POST", to.under("_delete_by_query?" + LATE), BIG)
                    .json()
                    .path("task")
                    .asString();
            String update = scene.client
                    .done("POST", copy.under("_update_by_query?" + LATE), MARK)
                    .json()
                    .path("task")
                    .asString();
            // some of it was found, and now the rest is done
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> scene.world.edits().toString().contains("marked"));
            scene.client.done("POST", "/_delete_by_query/" + removal + "/_rethrottle?requests_per_second=-1", "");
            scene.client.done("POST", "/_update_by_query/" + update + "/_rethrottle?requests_per_second=-1", "");
            scene.settle();

            scene.assertFollowed(to.index(), piped.index(), copy.index());
            assertThat(scene.world.read(scene.world.topics.gaps(), Gap.class)).isEmpty();
        }
    }

    private static void scripts(Capture client, Requests to) {
        for (int i = 0; i < 30; i++) {
            client.done("PUT", to.document("d" + i, "?routing=r" + i % 3), "{\"n\":" + i + "}");
        }
        client.done("POST", to.update("d1", "?routing=r1"), MORE);
        client.done("POST", to.update("d2", "?routing=r2"), "{\"script\":{\"source\":\"ctx.op = 'delete'\"}}");
        client.done("POST", to.update("new", ""), MORE.replace("}}", "},\"upsert\":{\"n\":1000}}"));
    }

    private static void pipelines(Capture client, Requests to, Requests piped) {
        String pipeline = "{\"processors\":[{\"set\":{\"field\":\"p\",\"value\":1}}]}";
        client.done("PUT", "/_ingest/pipeline/" + piped.index(), pipeline);
        client.done("PUT", to.document("p1", "?pipeline=" + piped.index()), "{\"n\":-1}");
        client.done("PUT", piped.under("_settings"), "{\"index.default_pipeline\":\"" + piped.index() + "\"}");
        client.done("PUT", piped.document("p2", ""), "{\"n\":-1}");
        client.done("POST", "/_bulk", piped.bulk("{\"index\":{AT\"_id\":\"p3\"}}\n{\"n\":1}\n"));
    }

    private static void byQuery(Capture client, Requests to, Requests copy) {
        client.done("POST", "/_refresh", "");
        client.done("POST", to.under("_delete_by_query?refresh=true"), "{\"query\":{\"range\":{\"n\":{\"lt\":5}}}}");
        client.done("POST", to.under("_update_by_query?refresh=true"), MORE);
        client.done(
                "POST",
                "/_reindex?refresh=true",
                "{\"source\":{\"index\":\"" + to.index() + "\"},\"dest\":{\"index\":\"" + copy.index() + "\"}}");
    }

    private static void assertRefused(SearchAnswer answer) {
        assertThat(answer.status()).as(answer.excerpt()).isBetween(400, 499);
    }
}
