package io.godwit.app.migration;

import io.godwit.app.flow.CarriedFlow;
import io.godwit.app.flow.FlowLags;
import io.godwit.app.flow.FlowParts;
import io.godwit.app.flow.LocalProjecting;
import io.godwit.app.flow.LocalReplaying;
import io.godwit.app.flow.Opened;
import io.godwit.console.control.ControlDesk;
import io.godwit.console.log.TopicLog;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.LastDecision;
import io.godwit.console.workflow.MigrationState;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.Step;
import io.godwit.console.workflow.Workflow;
import io.godwit.console.workflow.WorkflowParts;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.projector.Selection;
import io.godwit.projector.definitions.Definitions;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.replayer.metadata.Peers;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A migration with all roles in this process, from where its log says it is. */
public final class RunningMigration implements AutoCloseable {
    private final Opened opened = new Opened();

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
            SearchCluster source = opened.add(SearchCluster.at(options.from()));
            SearchCluster target = opened.add(SearchCluster.at(options.to()));
            Flavour sourceFlavour = Preflight.flavour("--from", source);
            Flavour targetFlavour = Preflight.flavour("--to", target);
            Preflight.requireTwoClusters(source, target);
            DataDirectory data = opened.add(DataDirectory.take(options.data()));
            data.requireNobodyElses(options);
            Preflight.requireFree("--listen", options.listen());
            this.kafka = opened.add(LocalKafka.of(options, data)).client();
            data.claim(options);
            MigrationTopics.ensure(kafka, topics);
            TopicLog log = opened.add(TopicLog.open(kafka, topics, wire));
            MigrationState state = settled(log, topics);
            this.resumedAfterSwing = state.epoch() > 0;
            FlowParts forward = new FlowParts(
                    kafka, topics, wire, Side.SOURCE, source, sourceFlavour, target, targetFlavour, selection);
            FlowParts back = new FlowParts(
                    kafka, topics.back(), wire, Side.TARGET, target, targetFlavour, source, sourceFlavour, selection);
            ReplayLimits limits = state.limits().orElse(options.limits());
            CarriedFlow forwardFlow = localFlow(forward, limits, data.resolve("streams"), state.isDone(Step.BACKFILL));
            CarriedFlow backFlow = localFlow(back, limits, data.resolve("streams-back"), true);
            this.capture = opened.add(LocalCapture.start(options, forward, back, state, data.resolve("capture")));
            FullComparison comparison = new FullComparison(source, target, selection, data.resolve("verify"));
            this.workflow = opened.add(Workflow.start(
                    new WorkflowParts(capture, forwardFlow, backFlow, comparison, log, options.swing())));
            opened.add(ControlDesk.open(kafka, topics, wire, workflow));
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

    /** With all its roles in this process, which alone has the data directory: whoever was in their groups is dead. */
    private CarriedFlow localFlow(FlowParts parts, ReplayLimits limits, Path streams, boolean listed) {
        CarriedFlow flow = new CarriedFlow(
                parts,
                new LocalProjecting(parts, streams, listed, true),
                new LocalReplaying(parts, Peers.NONE, true),
                limits,
                listed);
        opened.add(flow::end);
        return flow;
    }

    /** Before any role is started: those would write to the traffic themselves. */
    private MigrationState settled(TopicLog log, Topics topics) {
        return LastDecision.settle(log, side -> {
            try (FlowLags lags = FlowLags.open(kafka, side == Side.SOURCE ? topics : topics.back())) {
                return lags.recorded();
            }
        });
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
        opened.close();
    }
}
