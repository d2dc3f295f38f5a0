package io.godwit.app.role;

import io.godwit.app.flow.LocalReplaying;
import io.godwit.app.line.RoleDesk;
import io.godwit.app.line.RoleLine;
import io.godwit.app.role.Assignment.FlowOrder;
import io.godwit.app.role.Questions.About;
import io.godwit.schemas.Side;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a replayer's process does about its assignment: both flows are set up as far as it says. */
final class ReplayerWorker implements RoleLine.Worker, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RoleConfig config;
    private final RoleDesk desk;
    private final BothFlows<LocalReplaying> flows;

    /** @param desk how the other replayers are asked; not closed by this */
    ReplayerWorker(RoleConfig config, RoleDesk desk) {
        this.config = config;
        this.desk = desk;
        this.flows = new BothFlows<>(config, this::flow, ReplayerWorker::become);
    }

    @Override
    public void carryOut(JsonNode assignment) {
        flows.carryOut(assignment);
    }

    private LocalReplaying flow(Clusters clusters, Assignment assignment, Side from) {
        LinePeers peers = new LinePeers(desk, config.name(), from);
        LocalReplaying flow = new LocalReplaying(clusters.flow(from), peers, false);
        peers.of(flow);
        return flow;
    }

    private static void become(LocalReplaying flow, FlowOrder order, boolean clientsHere) {
        switch (order.stage()) {
            case CLOSED -> flow.close();
            case ARMED -> flow.arm(order.epoch());
            case OPEN -> {
                flow.open(order.epoch(), order.limits());
                flow.limit(order.limits());
            }
        }
    }

    @Override
    public Object report() {
        return new Reports.Replayer(report(Side.SOURCE), report(Side.TARGET));
    }

    private Reports.Replayed report(Side from) {
        return flows.flow(from).map(ReplayerWorker::report).orElse(Reports.Replayed.CLOSED);
    }

    private static Reports.Replayed report(LocalReplaying flow) {
        return new Reports.Replayed(
                flow.epoch().orElse(null), flow.progress().orElse(null), flow.waitingDefinitions(), flow.problems());
    }

    @Override
    public Object answer(String question, JsonNode arguments) {
        About about = JSON.treeToValue(arguments, About.class);
        Duration atMost = Duration.ofMillis(about.atMostMs());
        if (question.equals(Questions.RETIRED)) {
            return retired(about);
        }
        LocalReplaying flow = flows.prepared(about);
        return switch (question) {
            case Questions.AWAIT_DEFINITIONS -> flow.awaitDefinitions(atMost);
            case Questions.DEFINITIONS_SETTLED -> flow.definitionsSettled();
            case Questions.REFRESH -> flow.refresh(about.names(), atMost);
            case Questions.SWEEP -> {
                flow.sweep(about.epoch());
                yield true;
            }
            default -> throw new IllegalArgumentException("a replayer does not know the question '" + question + "'");
        };
    }

    /** Whatever has not been opened here has written nothing. */
    private boolean retired(About about) {
        flows.flow(about.from()).ifPresent(flow -> flow.awaitRetired(about.collection(), about.names()));
        return true;
    }

    @Override
    public void close() {
        flows.close();
    }
}
