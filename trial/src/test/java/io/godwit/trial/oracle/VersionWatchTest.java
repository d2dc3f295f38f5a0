package io.godwit.trial.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.godwit.schemas.RecordKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target that answers by a script, and then always as in the end of it. */
class VersionWatchTest {
    private static final List<RecordKey> RECORDS = List.of(RecordKey.of("products", "shared-1"));

    private final Queue<String> script = new ConcurrentLinkedQueue<>();
    private String last = "";
    private HttpServer target;

    @BeforeEach
    void start() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/_mget", this::answer);
        target.start();
    }

    @AfterEach
    void stop() {
        target.stop(0);
    }

    @Test
    void shouldSeeAVersionGoBack() {
        script.addAll(List.of(version(5), version(7), version(6)));

        try (VersionWatch watch = watch()) {
            await().until(() -> watch.seen().samples() >= 3);

            assertThat(watch.seen().wentBack())
                    .first()
                    .asString()
                    .contains("shared-1 had version 6 at the target, after 7");
            assertThat(watch.seen().objections()).isNotEmpty();
        }
    }

    @Test
    void shouldObjectToNothingWhileVersionsGrow() {
        script.addAll(List.of(version(5), version(5), version(6)));

        try (VersionWatch watch = watch()) {
            await().until(() -> watch.seen().samples() >= 3);

            assertThat(watch.seen().objections()).isEmpty();
        }
    }

    @Test
    void shouldGoOnAfterAnAnswerThatMakesNoSense() {
        script.addAll(List.of("<html>", version(5)));

        try (VersionWatch watch = watch()) {
            await().until(() -> watch.seen().samples() >= 1);
            await().until(() -> watch.seen().failure().isEmpty());

            assertThat(watch.seen().objections()).isEmpty();
        }
    }

    @Test
    void shouldSayThatNothingCanBeRead() {
        script.addAll(List.of(version(5), "<html>"));

        try (VersionWatch watch = watch()) {
            await().until(() -> watch.seen().failure().isPresent());

            assertThat(watch.seen().objections())
                    .singleElement()
                    .asString()
                    .contains("versions at the target are not read any more");
        }
    }

    @Test
    void shouldObjectWhenNothingWasRead() {
        script.add("{\"docs\":[{\"found\":false}]}");

        try (VersionWatch watch = watch()) {
            assertThat(watch.seen().objections()).singleElement().isEqualTo("not one version was read at the target");
        }
    }

    private VersionWatch watch() {
        int port = target.getAddress().getPort();
        return VersionWatch.start(URI.create("http://127.0.0.1:" + port), RECORDS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String next = script.poll();
        last = next == null ? last : next;
        byte[] body = last.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String version(int version) {
        return "{\"docs\":[{\"found\":true,\"_version\":" + version + "}]}";
    }
}
