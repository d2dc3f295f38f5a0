package io.godwit.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The few requests that the sandbox itself sends to a search node.
 *
 * @param version of the node
 * @param port of its HTTP side
 */
record SearchHealth(SearchVersion version, int port) {
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Returns when all indices can be read and written: a started node answers before it has them back. */
    void awaitRecovery() {
        send("GET", "/_cluster/health?wait_for_status=yellow&timeout=" + RECOVERY.toSeconds() + "s", "");
    }

    /** Makes the node use what nearly every test uses. */
    void exercise() {
        awaitRecovery();
        String type = version.isOpenSearch() ? "_doc" : "doc";
        send("PUT", "/warm/" + type + "/1?refresh=true", "{\"bird\":\"godwit\",\"wings\":2}");
        send("GET", "/warm/_search?q=bird:godwit", "");
        send("DELETE", "/warm", "");
    }

    private void send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                .timeout(RECOVERY.plusSeconds(10))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new ServerFailedException(version + " refused " + path + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new ServerFailedException(version + " at " + address() + " did not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted while " + version + " started", e);
        }
    }
}
