package io.godwit.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.app.migration.DataDirectory;
import io.godwit.console.log.TopicLog;
import io.godwit.console.verify.Expectation;
import io.godwit.console.verify.Rechecks;
import io.godwit.console.verify.Scope;
import io.godwit.console.verify.Verification;
import io.godwit.console.verify.VerificationListener;
import io.godwit.console.verify.VerificationReport;
import io.godwit.console.verify.VerificationSettings;
import io.godwit.console.verify.Workspace;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.LogEntry;
import io.godwit.console.workflow.Step;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.Lags;
import io.godwit.sandbox.relay.RecordingRelay;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import io.godwit.trial.Trial;
import io.godwit.trial.TrialSettings;
import io.godwit.trial.client.Load;
import io.godwit.trial.oracle.Judgement;
import io.godwit.trial.shop.ShopDocuments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One {@code godwit migrate} between real servers while clients write, killed in each phase and started again with the
 * same command. Each test is the next phase of the same migration.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrateKilledIT {
    private static final int DOCUMENTS = 3_000;
    private static final int RATE = 25;
    private static final Topics TOPICS = Topics.of("godwit");
    private static final Duration SLOW = Duration.ofMillis(300);
    private static final Duration SLUGGISH = Duration.ofMillis(20);

    private Path data;
    private Path log;
    private DemoWorld world;
    private RecordingRelay source;
    private RecordingRelay target;
    private List<String> command;
    private Trial load;
    private MigrateProcess migrate;
    private long listedBeforeTheKill;

    @BeforeAll
    void startServersAndClients(@TempDir Path temp) throws IOException {
        data = temp.resolve("data");
        log = Files.createDirectories(Path.of("target")).resolve("migrate-killed.log");
        Files.deleteIfExists(log);
        world = DemoWorld.start(
                new DemoOptions(DemoOptions.Source.ELASTICSEARCH, DOCUMENTS, 11, RATE, false, Optional.empty()));
        source = RecordingRelay.to(world.source.address());
        target = RecordingRelay.to(world.target.address());
        int port = freePort();
        command = List.of(
                "--from",
                source.address().toString(),
                "--to",
                target.address().toString(),
                "--listen",
                ":" + port,
                "--set",
                "replayer.max.mbps=3",
                "--set",
                "swing.hold.max.ms=4000");
        URI proxy = URI.create("http://127.0.0.1:" + port);
        load = Trial.start(TrialSettings.of(() -> List.of(proxy), world.sourceFlavour, 11, temp.resolve("trial"))
                .load(new Load(8, RATE, 0, 40, 30, 0, DOCUMENTS, true, Duration.ofSeconds(60))));
        migrate = startAndKillAt("step=\"capture\"", "STARTED");
    }

    @AfterAll
    void stopAll() {
        load.close();
        migrate.close();
        source.close();
        target.close();
        world.close();
    }

    @Test
    @Order(1)
    void whileCapturingBegins() {
        migrate.awaitKilled();
    }

    @Test
    @Order(2)
    void whileIndicesAreMade() {
        migrate = startAndKillAt("step=\"metadata\"", "STARTED");
        migrate.awaitKilled();
    }

    @Test
    @Order(3)
    void whileTheSourceIsListed() {
        migrate = start();
        migrate.at(() -> source.delay(SLOW), "step=\"metadata\"", "DONE");
        WorkflowStatus before =
                migrate.await("a third of it listed", now -> now.backfill().listed() > DOCUMENTS / 3);
        migrate.kill();
        source.delay(Duration.ZERO);

        assertThat(before.running()).contains(Step.BACKFILL);
        listedBeforeTheKill = before.backfill().listed();
    }

    @Test
    @Order(4)
    void whileItCatchesUp() {
        migrate = startAndKillAt("step=\"catch-up\"", "STARTED");
        migrate.awaitKilled();
    }

    @Test
    @Order(5)
    void whileItVerifies() {
        migrate = start();
        migrate.killAt("step=\"verify\"", "STARTED");
        WorkflowStatus now =
                migrate.await("goes on catching up", is -> is.running().isPresent());
        long onLane = now.backfill().listed();
        migrate.liftLimit();
        assertThat(recordsOn(TOPICS.backfill().name()))
                .as("listing went on where it was")
                .isGreaterThanOrEqualTo(onLane)
                .isLessThan(DOCUMENTS + listedBeforeTheKill);
        migrate.awaitKilled();
    }

    @Test
    @Order(6)
    void whileItFollows() {
        migrate = start();
        migrate.liftLimit();
        migrate.await("ready", now -> now.verdict().ready());
        migrate.kill();
    }

    @Test
    @Order(7)
    void lateSwingIsAbortedAndClientsSeeNothing() {
        migrate = start();
        WorkflowStatus ready = migrate.await(
                "ready again, without another verification",
                now -> now.verdict().ready());
        assertThat(ready.running()).isEmpty();
        long unanswered = load.unknown() + load.notExecuted();
        target.delay(SLUGGISH);
        migrate.at(target::freeze, "clients are held");

        load.swinging();
        Answer answer = migrate.swing();
        load.swung(Side.SOURCE);

        assertThat(answer.done()).as(answer.text()).isFalse();
        assertThat(answer.text()).contains("within swing.hold.max.ms=4000");
        target.thaw();
        WorkflowStatus after =
                migrate.await("clients let go", now -> !now.capture().holding());
        assertThat(after.state().side()).isEqualTo(Side.SOURCE);
        assertThat(after.state().epoch()).isZero();
        assertThat(after.capture().side()).isEqualTo(Side.SOURCE);
        long operations = load.operations();
        await().atMost(MigrateProcess.PATIENCE).until(() -> load.operations() > operations + 40);
        assertThat(load.errors()).isEmpty();
        assertThat(load.unknown() + load.notExecuted()).isEqualTo(unanswered);
    }

    @Test
    @Order(8)
    void whileClientsAreHeld() {
        migrate.await("ready after the late swing", now -> now.verdict().ready());
        migrate.at(
                () -> {
                    target.freeze();
                    migrate.sendKill();
                },
                "clients are held");
        load.swinging();
        migrate.swingWithoutAnswer();
        migrate.awaitKilled();
        target.thaw();
        target.delay(Duration.ZERO);

        migrate = start();
        WorkflowStatus after = migrate.await("following", now -> now.running().isEmpty());
        load.swung(Side.SOURCE);
        assertThat(after.state().side()).isEqualTo(Side.SOURCE);
        assertThat(after.state().epoch()).isZero();
        assertThat(after.capture().side()).isEqualTo(Side.SOURCE);
    }

    @Test
    @Order(9)
    void whenTheSwingIsDecided() {
        migrate.await("ready to swing", now -> now.verdict().ready());
        load.swinging();
        migrate.killAt("step=\"swing\"", "DONE");
        migrate.swingWithoutAnswer();
        migrate.awaitKilled();
        source.forget();

        migrate = start();
        WorkflowStatus after = migrate.status();
        load.swung(Side.TARGET);
        assertThat(after.state().side()).isEqualTo(Side.TARGET);
        assertThat(after.state().epoch()).isEqualTo(1);
        assertThat(after.capture().side()).isEqualTo(Side.TARGET);
        assertThat(after.capture().epoch()).isEqualTo(1);
    }

    @Test
    @Order(10)
    void whileItFollowsBack() {
        long operations = load.operations();
        await().atMost(MigrateProcess.PATIENCE).until(() -> load.operations() > operations + 40);
        migrate.kill();
        migrate = start();
        migrate.liftLimit();
        migrate.await("ready to swing back", now -> now.verdict().ready());
    }

    @Test
    @Order(11)
    void nothingIsLostAndBothSidesAreEqual() throws InterruptedException {
        load.stop();
        assertThat(load.errors()).isEmpty();
        Answer verified = migrate.verify();
        assertThat(verified.done()).as(verified.text()).isTrue();
        Judgement judgement = load.judge(world.sourceCluster, world.targetCluster);
        assertThat(judgement.kept()).as(judgement.summary()).isTrue();
        assertThat(compared()).isInstanceOf(VerificationReport.Equal.class);
        assertThat(source.requests())
                .as("since the swing only the replayer writes to the source")
                .filteredOn(MigrateKilledIT::isClientWrite)
                .isEmpty();
    }

    /** Each of these steps was begun, killed and begun again. */
    @Test
    @Order(12)
    void everyPhaseWasKilledInTheMiddle() {
        List<LogEntry> entries;
        ClientProperties kafka = ClientProperties.of(DataDirectory.address(data));
        try (TopicLog events = TopicLog.open(kafka, TOPICS, Wire.embedded())) {
            entries = events.read();
        }
        for (Step step : List.of(Step.CAPTURE, Step.METADATA, Step.BACKFILL, Step.CATCH_UP, Step.VERIFY)) {
            assertThat(entries.stream().filter(entry -> entry.step() == step).map(LogEntry::what))
                    .as("%s", step)
                    .startsWith(LogEntry.What.STARTED, LogEntry.What.STARTED);
        }
    }

    private MigrateProcess start() {
        return MigrateProcess.start(command, data, log);
    }

    private MigrateProcess startAndKillAt(String... words) {
        return MigrateProcess.startAndKillAt(command, data, log, words);
    }

    private long recordsOn(String topic) {
        try (Lags lags = Lags.open(ClientProperties.of(DataDirectory.address(data)))) {
            return lags.of("nobody-" + topic, List.of(topic)).behind();
        }
    }

    /** Straight from the servers, by code that shares nothing with the replayer. */
    private VerificationReport compared() {
        return Verification.run(
                new VerificationSettings(
                        world.targetCluster,
                        world.sourceCluster,
                        new Scope(List.copyOf(ShopDocuments.INDICES), name -> !name.startsWith(".")),
                        new Expectation.Bodies(),
                        Rechecks.after(_ -> true),
                        Workspace.in(data.resolve("compared"), "at-rest")),
                VerificationListener.NONE);
    }

    /** Clients name the type, the replayer never does. */
    private static boolean isClientWrite(RelayedRequest request) {
        return !request.method().equals("GET") && request.target().matches("/[^/_]+/_doc\\b.*");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
