package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.sandbox.relay.RecordingRelay;
import io.godwit.sandbox.relay.RelayedRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchIT {
    @ParameterizedTest
    @EnumSource
    void shouldHaveAcknowledgedDocumentsAgainAfterKillAndRestart(SearchVersion version) throws Exception {
        try (SearchServer server = Sandbox.startSearch(SearchOptions.of(version));
                Requests requests = new Requests(server.address())) {
            assertThat(requests.send("GET", "/", "")).contains("\"" + version.number() + "\"");
            requests.send("PUT", "/kept/" + type(version) + "/1", "{\"bird\":\"godwit\"}");

            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.restart();

            assertThat(requests.send("GET", "/kept/" + type(version) + "/1", ""))
                    .contains("\"bird\":\"godwit\"");
        }
    }

    @Test
    void shouldBeSilentWhileFrozenAndGoOnAfterwards() throws Exception {
        try (SearchServer server = Sandbox.startSearch(SearchOptions.of(SearchVersion.ELASTICSEARCH_6_8));
                Requests requests = new Requests(server.address())) {
            server.freeze();
            assertThatThrownBy(() -> requests.client()
                            .send(
                                    requests.request("GET", "/", "", Duration.ofMillis(500)),
                                    HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);

            server.thaw();

            assertThat(requests.send("GET", "/", "")).contains("6.8.23");
        }
    }

    @Test
    void shouldScriptAndProcessAndReindexFromAnotherServer() throws Exception {
        SearchServer source = Sandbox.search(SearchVersion.ELASTICSEARCH_6_8);
        SearchOptions options = SearchOptions.of(SearchVersion.OPENSEARCH_3)
                .setting(
                        "reindex.remote.allowlist",
                        "127.0.0.1:" + source.address().getPort());
        try (SearchServer target = Sandbox.startSearch(options);
                RecordingRelay relay = RecordingRelay.to(target.address());
                Requests before = new Requests(source.address());
                Requests requests = new Requests(relay.address())) {
            before.send("PUT", "/flock/doc/1?refresh=true", "{\"count\":1}");
            requests.send("PUT", "/_ingest/pipeline/mark", """
                    {"processors":[{"set":{"field":"seen","value":true}}]}""");

            requests.send("POST", "/_reindex?refresh=true", """
                    {"source":{"remote":{"host":"%s"},"index":"flock"},"dest":{"index":"flock","pipeline":"mark"}}""".formatted(source.address()));
            requests.send("POST", "/flock/_update/1?refresh=true", "{\"script\":\"ctx._source.count += 41\"}");
            requests.send("POST", "/flock/_update_by_query?refresh=true", """
                    {"script":{"source":"ctx._source.by = params.who","params":{"who":"query"}}}""");

            assertThat(requests.send("GET", "/flock/_source/1", ""))
                    .contains("\"count\":42", "\"seen\":true", "\"by\":\"query\"");
            assertThat(relay.requests())
                    .extracting(RelayedRequest::method)
                    .containsExactly("PUT", "POST", "POST", "POST", "GET");
        }
    }

    private static String type(SearchVersion version) {
        return version.isOpenSearch() ? "_doc" : "doc";
    }
}
