package io.godwit.app.migration;

import io.godwit.console.control.ControlDesk;
import io.godwit.console.log.TopicLog;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.LastDecision;
import io.godwit.console.workflow.MigrationState;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.Step;
import io.godwit.console.workflow.Workflow;
import io.godwit.console.workflow.WorkflowParts;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.Lags;
import io.godwit.flow.TopicAdmin;
import io.godwit.projector.Selection;
import io.godwit.projector.definitions.Definitions;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A migration with all roles in this process, from where its log says it is. */
public final class RunningMigration implements AutoCloseable {
    /** What was opened, last first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private final ClientProperties kafka;
    private final LocalCapture capture;
    private final Workflow workflow;
    private final boolean resumedAfterSwing;

    private RunningMigration(MigrationOptions options) {
        try {
            Topics topics = Topics.of(options.name());
            Wire wire = Wire.embedded();
            Selection selection =
                    new Selection(options.indices().include(), options.indices().exclude());
            SearchCluster source = open(SearchCluster.at(options.from()));
            SearchCluster target = open(SearchCluster.at(options.to()));
            Flavour sourceFlavour = Preflight.flavour("--from", source);
            Flavour targetFlavour = Preflight.flavour("--to", target);
            Preflight.requireTwoClusters(source, target);
            DataDirectory data = open(DataDirectory.take(options.data()));
            data.requireNobodyElses(options);
            Preflight.requireFree(options.listen());
            this.kafka = open(LocalKafka.of(options, data)).client();
            data.claim(options);
            try (TopicAdmin admin = TopicAdmin.open(kafka)) {
                admin.ensure(topics.migrationWide());
                admin.ensure(topics.all());
                admin.ensure(topics.back().all());
            }
            TopicLog log = open(TopicLog.open(kafka, topics, wire));
            MigrationState state = settled(log, topics);
            this.resumedAfterSwing = state.epoch() > 0;
            FlowParts forward = new FlowParts(
                    kafka, topics, wire, Side.SOURCE, source, sourceFlavour, target, targetFlavour, selection);
            FlowParts back = new FlowParts(
                    kafka, topics.back(), wire, Side.TARGET, target, targetFlavour, source, sourceFlavour, selection);
            LocalFlow forwardFlow =
                    new LocalFlow(forward, options.limits(), data.resolve("streams"), state.isDone(Step.BACKFILL));
            opened.push(forwardFlow::end);
            LocalFlow backFlow = new LocalFlow(back, options.limits(), data.resolve("streams-back"), true);
            opened.push(backFlow::end);
            this.capture = open(LocalCapture.start(options, forward, back, state, data.resolve("capture")));
            FullComparison comparison = new FullComparison(source, target, selection, data.resolve("verify"));
            this.workflow = open(Workflow.start(
                    new WorkflowParts(capture, forwardFlow, backFlow, comparison, log, options.swing())));
            open(ControlDesk.open(kafka, topics, wire, workflow));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts, or goes on with, the migration that lives in the options' data directory. Returns when clients may write. */
    public static RunningMigration start(MigrationOptions options) {
        return new RunningMigration(options);
    }

    /** What would be created at the target, as request lines with JSON bodies; reads both clusters, changes nothing. */
    public static List<String> metadataPlan(MigrationOptions options) {
        try (SearchCluster source = SearchCluster.at(options.from());
                SearchCluster target = SearchCluster.at(options.to())) {
            Selection selection =
                    new Selection(options.indices().include(), options.indices().exclude());
            Flavour sourceFlavour = Preflight.flavour("--from", source);
            Flavour targetFlavour = Preflight.flavour("--to", target);
            Preflight.requireTwoClusters(source, target);
            return Metadata.plan(Definitions.read(source, sourceFlavour, selection), targetFlavour);
        }
    }

    /** Before any role is started: those would write to the traffic themselves. */
    private MigrationState settled(TopicLog log, Topics topics) {
        try (Lags lags = Lags.open(kafka)) {
            return LastDecision.settle(
                    log,
                    side -> lags.ever((side == Side.SOURCE ? topics : topics.back())
                            .traffic()
                            .name()));
        }
    }

    /** Where clients write. */
    public URI proxyAddress() {
        return capture.address();
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Whether an earlier process has swung clients at least once. */
    public boolean resumedAfterSwing() {
        return resumedAfterSwing;
    }

    public WorkflowStatus status() {
        return workflow.status();
    }

    /** Has an order carried out; blocks. */
    public Answer order(Order order) {
        return workflow.submit(order).join();
    }

    @Override
    public void close() {
        Closing.all(opened);
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.push(resource);
        return resource;
    }
}
