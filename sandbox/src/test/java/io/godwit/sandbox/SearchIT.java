package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchIT {
    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldHaveAcknowledgedDocumentsAgainAfterKillAndRestart(SearchVersion version) throws Exception {
        try (SearchServer server = Sandbox.startSearch(SearchOptions.of(version))) {
            assertThat(send("GET", server.address().resolve("/"), "")).contains(version.number());
            String path = version.isOpenSearch() ? "/kept/_doc/1" : "/kept/doc/1";
            send("PUT", server.address().resolve(path), "{\"bird\":\"godwit\"}");

            server.kill();
            server.restart();

            assertThat(send("GET", server.address().resolve(path), "")).contains("\"bird\":\"godwit\"");
        }
    }

    private String send(String method, URI uri, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }
}
