package io.godwit.app.role;

import io.godwit.app.flow.LocalReplaying;
import io.godwit.app.line.RoleDesk;
import io.godwit.app.line.RoleLine;
import io.godwit.app.role.Assignment.FlowOrder;
import io.godwit.app.role.Questions.About;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a replayer's process does about its assignment: both flows are set up as far as it says. */
final class ReplayerWorker implements RoleLine.Worker, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RoleConfig config;
    private final RoleDesk desk;
    private volatile @Nullable Open open;

    /** @param desk how the other replayers are asked; not closed by this */
    ReplayerWorker(RoleConfig config, RoleDesk desk) {
        this.config = config;
        this.desk = desk;
    }

    /** Once it is known what is moved. */
    private record Open(Assignment.Spec spec, Clusters clusters, LocalReplaying forward, LocalReplaying back)
            implements AutoCloseable {
        LocalReplaying flow(Side from) {
            return from == Side.SOURCE ? forward : back;
        }

        @Override
        public void close() {
            forward.close();
            back.close();
            clusters.close();
        }
    }

    @Override
    public void carryOut(JsonNode json) {
        Assignment assignment = JSON.treeToValue(json, Assignment.class);
        Open now = open;
        if (now == null || !now.spec().equals(assignment.spec())) {
            close();
            Clusters clusters = new Clusters(config, assignment.spec());
            now = new Open(assignment.spec(), clusters, flow(clusters, Side.SOURCE), flow(clusters, Side.TARGET));
            open = now;
        }
        for (Side from : Side.values()) {
            become(now.flow(from), assignment.flow(from));
        }
    }

    private LocalReplaying flow(Clusters clusters, Side from) {
        LinePeers peers = new LinePeers(desk, config.name(), from);
        LocalReplaying flow = new LocalReplaying(clusters.flow(from), peers, false);
        peers.of(flow);
        return flow;
    }

    private static void become(LocalReplaying flow, FlowOrder order) {
        boolean other = flow.epoch().filter(epoch -> epoch != order.epoch()).isPresent();
        if (other) {
            flow.close();
        }
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
        Open now = open;
        return now == null
                ? new Reports.Replayer(Reports.Replayed.CLOSED, Reports.Replayed.CLOSED)
                : new Reports.Replayer(report(now.forward()), report(now.back()));
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
        LocalReplaying flow = prepared(about);
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
        Open now = open;
        if (now != null) {
            now.flow(about.from()).awaitRetired(about.collection(), about.names());
        }
        return true;
    }

    /** As the assignment says that may just be carried out. */
    private LocalReplaying prepared(About about) {
        return about.awaitPrepared(() -> Optional.ofNullable(open)
                .map(now -> now.flow(about.from()))
                .filter(flow -> flow.epoch().equals(Optional.of(about.epoch()))));
    }

    @Override
    public void close() {
        Open closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }
}
