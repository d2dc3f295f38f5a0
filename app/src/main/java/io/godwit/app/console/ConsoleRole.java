package io.godwit.app.console;

import io.godwit.app.flow.CarriedFlow;
import io.godwit.app.flow.Opened;
import io.godwit.app.line.RoleDesk;
import io.godwit.app.migration.FullComparison;
import io.godwit.app.migration.MigrationTopics;
import io.godwit.app.migration.Preflight;
import io.godwit.app.migration.PreflightException;
import io.godwit.app.role.Assignment;
import io.godwit.app.role.Assignment.FlowOrder;
import io.godwit.app.role.Assignment.GateOrder;
import io.godwit.app.role.Assignment.ProxyOrder;
import io.godwit.app.role.Assignment.Stage;
import io.godwit.app.role.AssignmentBook;
import io.godwit.app.role.Clusters;
import io.godwit.app.role.FleetCapture;
import io.godwit.app.role.RemoteFlows;
import io.godwit.app.role.RoleConfig;
import io.godwit.console.control.ControlDesk;
import io.godwit.console.log.TopicLog;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.workflow.MigrationState;
import io.godwit.console.workflow.Step;
import io.godwit.console.workflow.Workflow;
import io.godwit.console.workflow.WorkflowParts;
import io.godwit.schemas.Side;
import io.godwit.schemas.wire.Wire;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/**
 * The console as a process of its own: it has the workflow, and tells the other roles' processes what to be. Started
 * again it assigns what the log says; a decision that is in the log is carried out, because all proxies were sealed before.
 */
public final class ConsoleRole implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Opened opened = new Opened();
    private final RoleConfig config;
    private final ConsoleSettings settings;
    private final Wire wire = Wire.embedded();
    private final CompletableFuture<String> replaced;

    private ConsoleRole(RoleConfig config) {
        this.config = config;
        this.settings = ConsoleSettings.of(config);
        try {
            Clusters clusters = opened.add(new Clusters(config, settings.spec()));
            Preflight.requireTwoClusters(clusters.source, clusters.target);
            MigrationTopics.ensure(config.client(), config.topics());
            RoleDesk desk = claimed();
            this.replaced = desk.replaced();
            TopicLog log = opened.add(TopicLog.take(config.client(), config.topics(), wire, config.name()));
            Workflow workflow = opened.add(Workflow.start(parts(clusters, desk, log)));
            opened.add(ControlDesk.open(config.client(), config.topics(), wire, workflow));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The line, on which nobody obeys an earlier console any more. */
    private RoleDesk claimed() {
        RoleDesk desk = opened.add(RoleDesk.open(config.client(), config.topics(), wire, config.name()));
        desk.inherited()
                .map(json -> JSON.treeToValue(json, Assignment.class).spec())
                .ifPresent(before -> requireTheSame(settings.spec(), before));
        desk.claim();
        return desk;
    }

    /** As the log says, which is read after it was taken: nobody else adds to it. */
    private WorkflowParts parts(Clusters clusters, RoleDesk desk, TopicLog log) {
        MigrationState state = MigrationState.of(log.read());
        ReplayLimits limits = state.limits().orElse(settings.migration().limits());
        AssignmentBook book = new AssignmentBook(desk, first(settings.spec(), limits, state));
        return new WorkflowParts(
                FleetCapture.over(desk, book),
                flow(Side.SOURCE, clusters, desk, book, state, limits),
                flow(Side.TARGET, clusters, desk, book, state, limits),
                new FullComparison(
                        clusters.source,
                        clusters.target,
                        clusters.selection(),
                        config.data().resolve("verify")),
                log,
                settings.migration().swing());
    }

    /** The roles go on as they are when this console ends. */
    private CarriedFlow flow(
            Side from,
            Clusters clusters,
            RoleDesk desk,
            AssignmentBook book,
            MigrationState state,
            ReplayLimits limits) {
        CarriedFlow flow = RemoteFlows.of(clusters.flow(from), desk, book, limits, listed(state, from));
        opened.add(flow::hangUp);
        return flow;
    }

    /** Whether all is on the backfill lane of that flow, or it needs none. */
    private static boolean listed(MigrationState state, Side from) {
        return from == Side.TARGET || state.isDone(Step.BACKFILL) || state.epoch() > 0;
    }

    /**
     * Begins where the log ends; blocks.
     *
     * @throws io.godwit.app.migration.UnreachableException when a cluster does not answer; to be tried again
     * @throws io.godwit.flow.KafkaUnavailableException when Kafka does not; to be tried again
     */
    public static ConsoleRole start(RoleConfig config) {
        return new ConsoleRole(config);
    }

    /** The topics of a migration hold what was read from one cluster and is for another one, of these indices. */
    static void requireTheSame(Assignment.Spec mine, Assignment.Spec before) {
        if (!before.source().equals(mine.source()) || !before.target().equals(mine.target())) {
            throw new PreflightException("migration is from " + before.source() + " to " + before.target()
                    + " since its console first ran, and source.url and target.url are " + mine.source() + " and "
                    + mine.target() + ": give another migration's name, or the same addresses (a role's own"
                    + " source.url or target.url may be another way to the same cluster)");
        }
        requireTheSamePatterns("indices.include", before.include(), mine.include());
        requireTheSamePatterns("indices.exclude", before.exclude(), mine.exclude());
    }

    /** What was backfilled and verified are the indices of then. */
    private static void requireTheSamePatterns(String property, List<String> before, List<String> now) {
        if (!Set.copyOf(before).equals(Set.copyOf(now))) {
            throw new PreflightException(property + " was " + before
                    + " when the migration's console first ran, and is "
                    + now + ": other indices are neither backfilled nor verified by it; leave it as it was, or give"
                    + " another migration's name");
        }
    }

    /** As the log says: roles that are so already notice nothing. */
    private static Assignment first(Assignment.Spec spec, ReplayLimits limits, MigrationState state) {
        ProxyOrder proxies = new ProxyOrder(state.side(), state.epoch(), state.isDone(Step.CAPTURE), GateOrder.OPEN, 0);
        return new Assignment(spec, proxies, first(limits, state, Side.SOURCE), first(limits, state, Side.TARGET));
    }

    private static FlowOrder first(ReplayLimits limits, MigrationState state, Side from) {
        FlowOrder closed = FlowOrder.closed(limits).withListing(listed(state, from), false);
        return state.side() == from ? closed.with(Stage.OPEN, state.epoch()) : closed;
    }

    /** Complete with the name of the console that has taken over, if one ever does: this one is to end then. */
    public CompletableFuture<String> replaced() {
        return replaced;
    }

    /** The other roles go on as they are. */
    @Override
    public void close() {
        opened.close();
    }
}
