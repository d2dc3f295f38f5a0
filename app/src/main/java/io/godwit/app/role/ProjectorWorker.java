package io.godwit.app.role;

import io.godwit.app.flow.LocalProjecting;
import io.godwit.app.line.RoleLine;
import io.godwit.app.role.Assignment.FlowOrder;
import io.godwit.app.role.Questions.About;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a projector's process does about its assignment: both flows are set up as far as it says. */
final class ProjectorWorker implements RoleLine.Worker, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RoleConfig config;
    private final BothFlows<LocalProjecting> flows;

    ProjectorWorker(RoleConfig config) {
        this.config = config;
        this.flows = new BothFlows<>(config, this::flow, ProjectorWorker::become);
    }

    @Override
    public void carryOut(JsonNode assignment) {
        flows.carryOut(assignment);
    }

    private LocalProjecting flow(Clusters clusters, Assignment assignment, Side from) {
        return new LocalProjecting(
                clusters.flow(from),
                config.data().resolve(from == Side.SOURCE ? "streams" : "streams-back"),
                assignment.flow(from).listed(),
                true);
    }

    private static void become(LocalProjecting flow, FlowOrder order, boolean clientsHere) {
        switch (order.stage()) {
            case CLOSED -> flow.close();
            case ARMED -> {
                if (clientsHere) {
                    flow.armAgain(order.epoch());
                } else {
                    flow.arm(order.epoch());
                }
            }
            case OPEN -> {
                flow.open(order.epoch(), order.listed());
                if (order.list() && !order.listed()) {
                    flow.startBackfill();
                }
            }
        }
    }

    @Override
    public Object report() {
        return new Reports.Projector(report(Side.SOURCE), report(Side.TARGET));
    }

    private Reports.Projected report(Side from) {
        return flows.flow(from).map(ProjectorWorker::report).orElse(Reports.Projected.CLOSED);
    }

    private static Reports.Projected report(LocalProjecting flow) {
        Optional<Integer> epoch = flow.epoch();
        return new Reports.Projected(epoch.orElse(null), flow.backfill(), flow.pending(), flow.problems());
    }

    @Override
    public Object answer(String question, JsonNode arguments) {
        About about = JSON.treeToValue(arguments, About.class);
        LocalProjecting flow = flows.prepared(about);
        return switch (question) {
            case Questions.PUBLISH_DEFINITIONS -> {
                flow.publishDefinitions();
                yield true;
            }
            case Questions.RESOLVED -> flow.resolved();
            case Questions.AWAIT_RESOLVED -> flow.awaitResolved(Duration.ofMillis(about.atMostMs()));
            case Questions.COLLECTIONS -> flow.collections();
            default -> throw new IllegalArgumentException("a projector does not know the question '" + question + "'");
        };
    }

    @Override
    public void close() {
        flows.close();
    }
}
