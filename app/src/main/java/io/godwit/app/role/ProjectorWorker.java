package io.godwit.app.role;

import io.godwit.app.flow.LocalProjecting;
import io.godwit.app.line.RoleLine;
import io.godwit.app.role.Assignment.FlowOrder;
import io.godwit.app.role.Questions.About;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a projector's process does about its assignment: both flows are set up as far as it says. */
final class ProjectorWorker implements RoleLine.Worker, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RoleConfig config;
    private volatile @Nullable Open open;

    ProjectorWorker(RoleConfig config) {
        this.config = config;
    }

    /** Once it is known what is moved. */
    private record Open(Assignment.Spec spec, Clusters clusters, LocalProjecting forward, LocalProjecting back)
            implements AutoCloseable {
        LocalProjecting flow(Side from) {
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
            now = open(assignment);
            open = now;
        }
        for (Side from : Side.values()) {
            become(now.flow(from), assignment.flow(from));
        }
    }

    private Open open(Assignment assignment) {
        Clusters clusters = new Clusters(config, assignment.spec());
        return new Open(
                assignment.spec(),
                clusters,
                flow(clusters, assignment, Side.SOURCE),
                flow(clusters, assignment, Side.TARGET));
    }

    private LocalProjecting flow(Clusters clusters, Assignment assignment, Side from) {
        return new LocalProjecting(
                clusters.flow(from),
                config.data().resolve(from == Side.SOURCE ? "streams" : "streams-back"),
                assignment.flow(from).listed(),
                true);
    }

    private static void become(LocalProjecting flow, FlowOrder order) {
        boolean other = flow.epoch().filter(epoch -> epoch != order.epoch()).isPresent();
        if (other) {
            flow.close();
        }
        switch (order.stage()) {
            case CLOSED -> flow.close();
            case ARMED -> flow.arm(order.epoch());
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
        Open now = open;
        return now == null
                ? new Reports.Projector(Reports.Projected.CLOSED, Reports.Projected.CLOSED)
                : new Reports.Projector(report(now.forward()), report(now.back()));
    }

    private static Reports.Projected report(LocalProjecting flow) {
        Optional<Integer> epoch = flow.epoch();
        return new Reports.Projected(epoch.orElse(null), flow.backfill(), flow.pending(), flow.problems());
    }

    @Override
    public Object answer(String question, JsonNode arguments) {
        About about = JSON.treeToValue(arguments, About.class);
        LocalProjecting flow = prepared(about);
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

    /** As the assignment says that may just be carried out. */
    private LocalProjecting prepared(About about) {
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
