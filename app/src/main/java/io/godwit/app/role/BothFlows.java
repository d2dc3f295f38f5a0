package io.godwit.app.role;

import io.godwit.app.flow.FlowHalf;
import io.godwit.app.role.Assignment.FlowOrder;
import io.godwit.app.role.Questions.About;
import io.godwit.schemas.Side;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process's part in both flows: made once it is known what is moved, and anew when that changes. */
final class BothFlows<F extends FlowHalf> implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RoleConfig config;
    private final Maker<F> maker;
    private final Become<F> become;
    private volatile @Nullable Open<F> open;

    /**
     * @param become sets a flow up as far as its order says; it is closed before if it is set up for another epoch
     */
    BothFlows(RoleConfig config, Maker<F> maker, Become<F> become) {
        this.config = config;
        this.maker = maker;
        this.become = become;
    }

    /** Makes the part in one flow, not set up yet. */
    interface Maker<F> {
        F make(Clusters clusters, Assignment assignment, Side from);
    }

    /** Sets the part up as far as its order says. */
    interface Become<F> {
        /** @param clientsHere whether clients write to the side that the flow comes from, or may */
        void become(F flow, FlowOrder order, boolean clientsHere);
    }

    private record Open<F extends FlowHalf>(Assignment.Spec spec, Clusters clusters, F forward, F back) {
        F flow(Side from) {
            return from == Side.SOURCE ? forward : back;
        }

        void close() {
            forward.close();
            back.close();
            clusters.close();
        }
    }

    /** Sets both flows up as far as an assignment says; blocks. Called by one thread. */
    void carryOut(JsonNode json) {
        Assignment assignment = JSON.treeToValue(json, Assignment.class);
        Open<F> now = open;
        if (now == null || !now.spec().equals(assignment.spec())) {
            close();
            now = open(assignment);
            open = now;
        }
        for (Side from : Side.values()) {
            carryOut(now.flow(from), assignment.flow(from), assignment.proxies().side() == from);
        }
    }

    private Open<F> open(Assignment assignment) {
        Clusters clusters = new Clusters(config, assignment.spec());
        return new Open<>(
                assignment.spec(),
                clusters,
                maker.make(clusters, assignment, Side.SOURCE),
                maker.make(clusters, assignment, Side.TARGET));
    }

    private void carryOut(F flow, FlowOrder order, boolean clientsHere) {
        boolean other = flow.epoch().filter(epoch -> epoch != order.epoch()).isPresent();
        if (other) {
            flow.close();
        }
        become.become(flow, order, clientsHere);
    }

    /** Empty before it is known what is moved. */
    Optional<F> flow(Side from) {
        return Optional.ofNullable(open).map(now -> now.flow(from));
    }

    /** As the assignment says that may just be carried out. */
    F prepared(About about) {
        return about.awaitPrepared(() ->
                flow(about.from()).filter(flow -> flow.epoch().equals(Optional.of(about.epoch()))));
    }

    @Override
    public void close() {
        Open<F> closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }
}
