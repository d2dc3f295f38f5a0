package io.godwit.search;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One search cluster, reached at one address over HTTP/1.1. User information in the address becomes basic
 * authentication and is never printed. Thread-safe; blocking calls are meant for virtual threads.
 *
 * <p>Paths are given as they go on the wire: already percent-encoded, see {@link SearchPath}.
 */
public final class SearchCluster implements AutoCloseable {
    public static final String JSON = "application/json";
    public static final String NDJSON = "application/x-ndjson";

    private final URI base;
    private final @Nullable String authorization;
    private final Duration timeout;
    private final HttpClient http;

    private SearchCluster(URI base, Duration timeout) {
        this.authorization = base.getUserInfo() == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString(base.getUserInfo().getBytes(StandardCharsets.UTF_8));
        this.base = withoutUserInfo(base);
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** A cluster at {@code http(s)://[user:password@]host:port[/prefix]}; nothing is sent yet. */
    public static SearchCluster at(URI address) {
        return at(address, Duration.ofSeconds(60));
    }

    /** As {@link #at(URI)}, each request given up after {@code timeout}. */
    public static SearchCluster at(URI address, Duration timeout) {
        requireAddress("cluster address", address);
        return new SearchCluster(address, timeout);
    }

    /** What cannot be the address of a cluster is an {@link IllegalArgumentException} that begins with {@code what}. */
    public static void requireAddress(String what, URI address) {
        if (address.getHost() == null
                || !List.of("http", "https").contains(address.getScheme() == null ? "" : address.getScheme())) {
            throw new IllegalArgumentException(what + " is '"
                    + address.toString().replaceAll("//[^/]*@", "//")
                    + "'; must be http://host:port or https://host:port");
        }
    }

    /** The address without credentials. */
    public URI address() {
        return base;
    }

    /** Asks the root page which server this is; whatever has no version is refused. */
    public Flavour flavour() {
        SearchAnswer answer = get("/").orRefuse();
        JsonNode version = answer.jsonOr(MissingNode.getInstance()).path("version");
        String number = version.path("number").asString("");
        if (!Flavour.isVersion(number)) {
            throw new SearchRefusedException(answer, "tells no version, so it is no search cluster");
        }
        boolean openSearch = "opensearch".equals(version.path("distribution").asString(""));
        return new Flavour(openSearch ? Flavour.Product.OPENSEARCH : Flavour.Product.ELASTICSEARCH, number);
    }

    public SearchAnswer get(String path) {
        return send("GET", path, null, JSON);
    }

    public SearchAnswer head(String path) {
        return send("HEAD", path, null, JSON);
    }

    public SearchAnswer delete(String path) {
        return send("DELETE", path, null, JSON);
    }

    public SearchAnswer put(String path, String json) {
        return send("PUT", path, json.getBytes(StandardCharsets.UTF_8), JSON);
    }

    public SearchAnswer post(String path, String json) {
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), JSON);
    }

    /** Sends and waits. Any status is an answer; no answer is a {@link SearchUnavailableException}. */
    public SearchAnswer send(String method, String path, byte @Nullable [] body, String contentType) {
        try {
            return sendAsync(method, path, body, contentType).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SearchUnavailableException unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }

    /** As {@link #send}, without waiting. Cancelling the future gives the exchange up. */
    public CompletableFuture<SearchAnswer> sendAsync(
            String method, String path, byte @Nullable [] body, String contentType) {
        return sendAsync(
                method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body), contentType);
    }

    /** As {@link #sendAsync(String, String, byte[], String)} with a body that is published piece by piece. */
    public CompletableFuture<SearchAnswer> sendAsync(
            String method, String path, BodyPublisher body, String contentType) {
        String line = method + " " + base + path;
        HttpRequest request = request(method, path, body, contentType);
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, BodyHandlers.ofByteArray());
        giveUpInTime(exchange);
        return exchange.handle((response, error) -> {
            if (error != null) {
                throw unavailable(line, error);
            }
            return new SearchAnswer(response.statusCode(), response.body(), line);
        });
    }

    /**
     * Sends and waits for the beginning of the answer, whose body is then read as it comes: for answers too big to be
     * held whole. No answer is a {@link SearchUnavailableException}.
     */
    public SearchStream open(String method, String path, byte[] body, String contentType) {
        String line = method + " " + base + path;
        HttpRequest request = request(method, path, BodyPublishers.ofByteArray(body), contentType);
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            return new SearchStream(response.statusCode(), line, response.body(), timeout);
        } catch (IOException e) {
            throw unavailable(line, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(line, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    /** The request's own time-out ends when the head of the answer is there; its body may come late too, or never. */
    private void giveUpInTime(CompletableFuture<?> exchange) {
        var unused = exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, error) -> {
                    if (error instanceof TimeoutException) {
                        exchange.cancel(true);
                    }
                });
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .timeout(timeout)
                .header("Content-Type", contentType);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private RuntimeException unavailable(String line, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        String why = switch (cause) {
            case IOException broken -> broken.getClass().getSimpleName() + ": " + broken.getMessage();
            case CancellationException _ -> "timed out after " + timeout + " or given up";
            default -> cause.toString();
        };
        return new SearchUnavailableException(line + " got no answer: " + why, cause);
    }

    private static URI withoutUserInfo(URI address) {
        String prefix = address.getRawPath() == null || address.getRawPath().equals("/") ? "" : address.getRawPath();
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return URI.create(address.getScheme() + "://" + address.getHost() + port + prefix.replaceAll("/+$", ""));
    }
}
