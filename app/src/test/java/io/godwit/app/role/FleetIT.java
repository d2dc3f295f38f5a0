package io.godwit.app.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.app.line.Role;
import io.godwit.app.line.RoleDesk;
import io.godwit.app.role.Assignment.FlowOrder;
import io.godwit.app.role.Assignment.ProxyOrder;
import io.godwit.app.role.Assignment.Spec;
import io.godwit.app.role.RoleConfig.OwnWays;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.role.SwingRefusedException;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.Lags;
import io.godwit.flow.TopicAdmin;
import io.godwit.sandbox.Ports;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two proxies and a console that talk over a real Kafka. */
@Timeout(300)
class FleetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HOLD = Duration.ofSeconds(60);

    private final Topics topics = Topics.of("fleet" + Long.toString(System.nanoTime(), 36));
    private final ClientProperties kafka = ClientProperties.of(Sandbox.kafka().bootstrapServers());
    private final URI server = Sandbox.search(SearchVersion.OPENSEARCH_3).address();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<CaptureProxyRole> proxies = new ArrayList<>();
    private RoleDesk desk;
    private FleetCapture fleet;

    @TempDir
    private Path data;

    @BeforeEach
    void open() {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.migrationWide());
            admin.ensure(topics.all());
            admin.ensure(topics.back().all());
        }
        desk = RoleDesk.open(kafka, topics, Wire.embedded(), "console");
        FlowOrder closed = FlowOrder.closed(new ReplayLimits(0, 1));
        Spec spec = new Spec(server.toString(), server.toString(), List.of(), List.of());
        ProxyOrder first = ProxyOrder.open(Side.SOURCE, 0, false);
        fleet = FleetCapture.over(desk, new AssignmentBook(desk, new Assignment(spec, first, closed, closed)));
    }

    @AfterEach
    void close() {
        proxies.forEach(CaptureProxyRole::close);
        desk.close();
        http.shutdownNow();
    }

    @Test
    void shouldMoveAFleetAndKnowWhoIsThere() throws InterruptedException {
        URI one = join("proxy-1", "1");
        URI two = join("proxy-2", "2");
        fleet.startCapturing();
        await().atMost(PATIENCE)
                .until(() -> fleet.status().capturing() && fleet.problems().isEmpty());
        assertThat(put(one, "a")).isEqualTo(201);

        fleet.hold(HOLD);
        fleet.seal();
        long recorded = recorded();
        URI three = join("proxy-3", "3");
        assertThat(put(three, "early"))
                .as("it has come in the middle of a swing")
                .isEqualTo(503);
        fleet.release(Side.TARGET, 1);
        assertThat(recorded())
                .as("at the old side, since nobody was let in there")
                .isEqualTo(recorded);

        await().atMost(PATIENCE).until(() -> put(three, "b") == 201);
        assertThat(put(two, "c")).isEqualTo(201);
        await().atMost(PATIENCE).until(() -> fleet.status().captured() == 3);
        assertThat(fleet.status().side()).isEqualTo(Side.TARGET);
        assertThat(fleet.problems()).isEmpty();
        assertThat(desk.members(Role.CAPTURE_PROXY)).allSatisfy(heard -> {
            assertThat(ProxyReport.of(heard.report().body()).side()).isEqualTo(Side.TARGET);
            assertThat(ProxyReport.of(heard.report().body()).epoch()).isEqualTo(1);
        });
    }

    /** Its clients may have written to the old side before it ended. */
    @Test
    void shouldNotBeSealedOnceAProxyThatHeldHasEnded() throws InterruptedException {
        URI one = join("proxy-1", "1");
        join("proxy-2", "2");
        fleet.startCapturing();
        fleet.hold(HOLD);

        proxies.removeLast().close();

        assertThatThrownBy(fleet::seal).isInstanceOf(SwingRefusedException.class);
        fleet.release(Side.SOURCE, 0);
        assertThat(put(one, "a")).isEqualTo(201);
        assertThat(desk.members(Role.CAPTURE_PROXY)).hasSize(1);
    }

    private URI join(String name, String directory) throws InterruptedException {
        BlockingQueue<URI> ready = new LinkedBlockingQueue<>();
        RoleConfig config = new RoleConfig(
                Role.CAPTURE_PROXY,
                topics,
                name,
                data.resolve(directory),
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new OwnWays(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free())),
                Map.of());
        proxies.add(CaptureProxyRole.join(config, ready::add));
        URI address = ready.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return Objects.requireNonNull(address, name + " is not ready");
    }

    private long recorded() {
        try (Lags lags = Lags.open(kafka)) {
            return lags.ever(topics.traffic().name());
        }
    }

    private int put(URI proxy, String id) {
        HttpRequest request = HttpRequest.newBuilder(proxy.resolve("/" + topics.flow() + "/_doc/" + id))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .PUT(BodyPublishers.ofString("{}"))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
