package io.godwit.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.app.flow.Opened;
import io.godwit.app.line.Role;
import io.godwit.app.role.CaptureProxyRole;
import io.godwit.app.role.ProjectorRole;
import io.godwit.app.role.ReplayerRole;
import io.godwit.app.role.RoleConfig;
import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.SearchCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole migration by a console, two proxies, a projector and two replayers that know each other from Kafka only. */
class RolesApartIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name = "apart-" + Long.toString(System.nanoTime(), 36);
    private final String index = name + "-products";
    private final ClientProperties kafka = ClientProperties.of(Sandbox.kafka().bootstrapServers());
    private final URI source = Sandbox.search(SearchVersion.ELASTICSEARCH_6_8).address();
    private final URI target = Sandbox.search(SearchVersion.OPENSEARCH_3).address();
    private final Opened opened = new Opened();
    private final SearchCluster sourceCluster = opened.add(SearchCluster.at(source));
    private final SearchCluster targetCluster = opened.add(SearchCluster.at(target));

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        sourceCluster.delete("/" + name + "*");
        targetCluster.delete("/" + name + "*");
        opened.close();
    }

    @Test
    void shouldMigrateSwingAndSwingBack() throws Exception {
        for (int i = 0; i < 50; i++) {
            put(sourceCluster, "before-" + i, "listed");
        }
        ConsoleRole console = ConsoleRole.start(config(Role.CONSOLE, "console-1"));
        SearchCluster oneProxy = proxy("proxy-1");
        SearchCluster otherProxy = proxy("proxy-2");
        opened.add(ProjectorRole.join(config(Role.PROJECTOR, "projector-1")));
        opened.add(ReplayerRole.join(config(Role.REPLAYER, "replayer-1")));
        opened.add(ReplayerRole.join(config(Role.REPLAYER, "replayer-2")));

        try (ControlLine line = ControlLine.open(kafka, Topics.of(name), Wire.embedded())) {
            awaitStatus(line, status -> status.verdict().ready());
            put(oneProxy, "live-1", "by one proxy");
            put(otherProxy, "live-2", "by the other");
            otherProxy.delete("/" + index + "/_doc/before-7").orRefuse();

            assertThat(order(line, new Order.SwingOver(false))).as("swing").startsWith("DONE");
            put(oneProxy, "live-1", "at the target");
            put(otherProxy, "live-3", "at the target");
            assertThat(read(targetCluster, "live-1")).contains("at the target");
            assertThat(read(targetCluster, "live-2")).contains("by the other");
            assertThat(read(sourceCluster, "live-3")).as("not written there").contains("\"found\":false");

            console.close();
            opened.add(ConsoleRole.start(config(Role.CONSOLE, "console-1")));
            awaitStatus(
                    line,
                    status -> status.state().side() == Side.TARGET
                            && status.verdict().ready());

            assertThat(order(line, new Order.SwingOver(true))).as("back").startsWith("DONE");
            assertThat(read(sourceCluster, "live-3")).contains("at the target");
            put(otherProxy, "live-4", "back on the source");
            assertThat(read(sourceCluster, "live-4")).contains("back on the source");
            awaitStatus(
                    line,
                    status -> status.state().side() == Side.SOURCE
                            && status.verdict().ready());
            assertThat(order(line, new Order.Verify())).startsWith("DONE").contains("53 records");
        }
    }

    private SearchCluster proxy(String proxyName) throws Exception {
        CompletableFuture<URI> address = new CompletableFuture<>();
        opened.add(CaptureProxyRole.join(config(Role.CAPTURE_PROXY, proxyName), address::complete));
        return opened.add(SearchCluster.at(address.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)));
    }

    private RoleConfig config(Role role, String roleName) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("migration=").append(name).append('\n');
        text.append("bootstrap.servers=").append(kafka.bootstrapServers()).append('\n');
        text.append("role.name=").append(roleName).append('\n');
        text.append("data=").append(directory.resolve(roleName)).append('\n');
        switch (role) {
            case CAPTURE_PROXY -> text.append("capture.listen=127.0.0.1:0\n");
            case CONSOLE ->
                text.append("source.url=")
                        .append(source)
                        .append("\ntarget.url=")
                        .append(target)
                        .append('\n')
                        .append("indices.include=")
                        .append(name)
                        .append("*\n");
            case PROJECTOR, REPLAYER -> text.append("# nothing more\n");
        }
        Path file = directory.resolve(roleName + ".properties");
        Files.writeString(file, text);
        return RoleConfig.read(role, file);
    }

    private void put(SearchCluster through, String id, String text) {
        through.put("/" + index + "/_doc/" + id, "{\"text\":\"" + text + "\"}").orRefuse();
    }

    private String read(SearchCluster cluster, String id) {
        return cluster.get("/" + index + "/_doc/" + id).excerpt();
    }

    private static String order(ControlLine line, Order order) throws TimeoutException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        Answer answer = line.order(order, PATIENCE);
        while (answer.outcome() == Answer.Outcome.REFUSED && Instant.now().isBefore(deadline)) {
            Thread.sleep(200);
            answer = line.order(order, PATIENCE);
        }
        return answer.outcome() + " " + answer.text();
    }

    private static void awaitStatus(ControlLine line, Predicate<WorkflowStatus> condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        String last = "none";
        while (Instant.now().isBefore(deadline)) {
            try {
                WorkflowStatus status = line.status();
                last = status.verdict().toString();
                if (condition.test(status)) {
                    return;
                }
            } catch (IllegalStateException e) {
                last = String.valueOf(e.getMessage());
            }
            Thread.sleep(100);
        }
        assertThat(List.of(last)).as("status").isEmpty();
    }
}
