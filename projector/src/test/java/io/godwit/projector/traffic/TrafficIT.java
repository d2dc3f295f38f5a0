package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.avro.Rescan;
import io.godwit.search.SearchAnswer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real exchanges with real servers, recorded as a proxy records them. Whatever they were: when all is settled, the newest
 * edits are, document by document, what the server holds.
 */
class TrafficIT {
    private static final String SCRIPT = "{\"script\":{\"source\":\"ctx._source.n += 1\"}}";
    private static final String PATCH = "{\"doc\":{\"m\":1}}";

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldSayWhatTheServerDid(SearchVersion version, @TempDir Path directory) throws Exception {
        try (Scene scene = new Scene(version, directory)) {
            Requests to = new Requests(scene.world, scene.world.create("i", 3, "{}"));
            scene.work();
            scene.interpret();
            singles(scene.client, to);
            Capture.Begun overTheStop = scene.client.begin("PUT", to.document("over", ""), "{\"n\":20}");
            scene.settleButFor(1);

            scene.stopInterpreting();
            overTheStop.end();
            bulk(scene.client, to);
            scene.interpret();
            scene.settle();

            scene.assertFollowed(to.index());
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

    private static void assertRefused(SearchAnswer answer) {
        assertThat(answer.status()).as(answer.excerpt()).isBetween(400, 499);
    }
}
