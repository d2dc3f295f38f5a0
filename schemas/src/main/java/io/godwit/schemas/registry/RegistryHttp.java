package io.godwit.schemas.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests and answers of a registry. Tries again what may succeed later (no connection, 429, 5xx): every request here
 * may be repeated without harm.
 */
final class RegistryHttp implements AutoCloseable {
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final String VENDOR_JSON = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Confluent's codes for: no such subject, version, schema, level of the subject. Other 404s are a wrong address. */
    private static final Set<Integer> ABSENT = Set.of(40401, 40402, 40403, 40408);

    private final URI base;
    private final @Nullable String authorization;
    private final Duration timeout;
    private final HttpClient http;

    RegistryHttp(URI address, Duration timeout) {
        this.base = withoutUserInfo(address);
        this.authorization = address.getUserInfo() == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(address.getUserInfo().getBytes(StandardCharsets.UTF_8));
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** The answer's JSON; empty when the registry says that it has no such thing. */
    Optional<JsonNode> ask(String method, String path, @Nullable String json) {
        HttpResponse<byte[]> response = send(method, path, json);
        String line = base + ": " + method + " " + path;
        JsonNode body = parse(line, response);
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return Optional.of(body);
        }
        if (status == 404 && ABSENT.contains(body.path("error_code").asInt(0))) {
            return Optional.empty();
        }
        throw new RegistryRefusedException(
                status,
                line + " answered " + status + ": " + body.path("message").asString("no message"));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private HttpResponse<byte[]> send(String method, String path, @Nullable String json) {
        HttpRequest request = request(method, path, json);
        Duration pause = FIRST_PAUSE;
        for (int left = TRIES - 1; ; left--) {
            try {
                HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
                if (left == 0 || !laterPerhaps(response.statusCode())) {
                    return response;
                }
            } catch (IOException e) {
                if (left == 0) {
                    throw unavailable(method + " " + path + " got no answer", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable(method + " " + path + " was interrupted", e);
            }
            rest(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private HttpRequest request(String method, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .timeout(timeout)
                .header("Accept", VENDOR_JSON + ", application/json")
                .header("Content-Type", VENDOR_JSON);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private JsonNode parse(String line, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (laterPerhaps(status)) {
            throw unavailable(line + " answered " + status + " " + TRIES + " times", null);
        }
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new RegistryRefusedException(
                    status, line + " answered " + status + " and no JSON; is this the address of a schema registry?");
        }
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("waiting to ask again was interrupted", e);
        }
    }

    private RegistryUnavailableException unavailable(String what, @Nullable Throwable cause) {
        return new RegistryUnavailableException(
                "schema registry " + base + ": " + what + (cause == null ? "" : ": " + cause), cause);
    }

    private static boolean laterPerhaps(int status) {
        return status == 429 || status >= 500;
    }

    private static URI withoutUserInfo(URI address) {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return URI.create(address.getScheme() + "://" + address.getHost() + port + path.replaceAll("/+$", ""));
    }
}
