package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends JSON and returns the answer of a request that must succeed. */
final class Requests implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    Requests(URI server) {
        this.server = server;
    }

    String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request(method, path, body, Duration.ofSeconds(60)), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
        return answer.body();
    }

    HttpRequest request(String method, String path, String body, Duration patience) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
