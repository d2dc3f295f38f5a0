package io.godwit.app.cli;

import io.godwit.app.migration.MigrationOptions;
import io.godwit.app.migration.MigrationOptions.IndexSelection;
import io.godwit.app.migration.RunningMigration;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import io.godwit.search.SearchCluster;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code godwit migrate}: the whole job for two clusters, in this process. */
@Command(
        name = "migrate",
        description = "Moves the documents of one search cluster to another while clients keep writing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Killed at any point and started again with the same command, it goes on where it was.",
            "Clients must write through --listen for as long as the migration runs.",
            "",
            "Next: ./godwit status, ./godwit verify, ./godwit swing"
        })
final class MigrateCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, paramLabel = "URL", description = "The cluster clients use now.")
    private URI from = URI.create("");

    @Option(names = "--to", required = true, paramLabel = "URL", description = "The cluster they shall use.")
    private URI to = URI.create("");

    @Option(
            names = "--include",
            split = ",",
            paramLabel = "PATTERN",
            description = "Indices to move, e.g. 'a*,b'. Default: all whose names do not begin with a dot.")
    private List<String> include = List.of();

    @Option(names = "--exclude", split = ",", paramLabel = "PATTERN", description = "Indices to leave out.")
    private List<String> exclude = List.of();

    @Option(
            names = "--listen",
            defaultValue = ":9201",
            paramLabel = "[HOST]:PORT",
            description = "Where the capture proxy listens. Default: ${DEFAULT-VALUE} on the loopback address.")
    private String listen = ":9201";

    @Option(
            names = "--data",
            defaultValue = "godwit-data",
            paramLabel = "DIR",
            description = "Where this process keeps what it must not forget. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("godwit-data");

    @Option(
            names = "--name",
            defaultValue = "godwit",
            paramLabel = "NAME",
            description = "Name of the migration; topics begin with it. Default: ${DEFAULT-VALUE}.")
    private String name = "godwit";

    @Option(
            names = "--bootstrap.servers",
            paramLabel = "HOST:PORT,...",
            description = "A Kafka cluster to use instead of the embedded broker.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "A property: replayer.max.mbps, replayer.max.inflight.requests,",
                "swing.hold.max.ms, or a Kafka client's (security.protocol, ...)."
            })
    private Map<String, String> properties = Map.of();

    @Option(
            names = "--swing",
            description = "Swing clients to the target as soon as it is ready, then go on following back.")
    private boolean swing;

    @Option(names = "--dry-run", description = "Print what would be created at the target and change nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        MigrationOptions options = Usage.check(this::options);
        if (dryRun) {
            RunningMigration.metadataPlan(options).forEach(System.out::println);
            return ExitCode.DONE;
        }
        CountDownLatch stopping = new CountDownLatch(1);
        try (RunningMigration migration = RunningMigration.start(options)) {
            Thread hook = new Thread(() -> close(migration, stopping), "shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            System.out.println("capture proxy  " + migration.proxyAddress() + "  <- clients write here");
            System.out.println("kafka          " + migration.bootstrapServers());
            System.out.println("data           " + options.data().toAbsolutePath());
            if (!include.isEmpty() || !exclude.isEmpty()) {
                System.out.println(
                        "note           only selected indices move; at the swing all requests go to the target,"
                                + " so no client of another index may use this proxy");
            }
            follow(migration, stopping);
        }
        return ExitCode.DONE;
    }

    private void follow(RunningMigration migration, CountDownLatch stopping) throws InterruptedException {
        ProgressScreen screen = new ProgressScreen(migration::status, text -> {
            if (stopping.getCount() > 0) {
                System.out.println(text);
            }
        });
        boolean swingDue = swing && !migration.resumedAfterSwing();
        do {
            Optional<WorkflowStatus> now = screen.show();
            if (swingDue && now.filter(status -> status.verdict().ready()).isPresent()) {
                Answer answer = migration.order(new Order.SwingOver(false));
                System.out.println((answer.done() ? "SWUNG    " : "NO SWING ") + answer.text());
                swingDue = !answer.done();
            }
        } while (!stopping.await(3, TimeUnit.SECONDS));
    }

    private static void close(RunningMigration migration, CountDownLatch stopping) {
        stopping.countDown();
        migration.close();
    }

    private MigrationOptions options() {
        MigrateProperties parsed = MigrateProperties.of(properties);
        requireAddresses();
        ClientProperties unused = ClientProperties.from(withServers(parsed.client()));
        return new MigrationOptions(
                name,
                from,
                to,
                new IndexSelection(include, exclude),
                ListenAddress.parse(listen),
                data,
                Optional.ofNullable(bootstrapServers),
                parsed.client(),
                parsed.settings().limits(),
                parsed.settings().swing());
    }

    private void requireAddresses() {
        Topics.of(name);
        SearchCluster.requireAddress("--from", from);
        SearchCluster.requireAddress("--to", to);
    }

    /** Settings that Kafka clients refuse shall be refused before anything begins. */
    private Map<String, String> withServers(Map<String, String> client) {
        Map<String, String> all = new HashMap<>(client);
        all.put("bootstrap.servers", bootstrapServers == null ? "embedded:0" : bootstrapServers);
        return all;
    }
}
