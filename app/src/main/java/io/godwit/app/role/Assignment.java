package io.godwit.app.role;

import io.godwit.console.role.ReplayLimits;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What all processes of a migration shall be now: state, not steps, so one that starts late or again knows all it must.
 *
 * @param forward from source to target
 * @param back from target to source
 */
public record Assignment(Spec spec, ProxyOrder proxies, FlowOrder forward, FlowOrder back) {

    public Assignment withProxies(ProxyOrder other) {
        return new Assignment(spec, other, forward, back);
    }

    /** Changes the order of the flow that carries the writes of a side. */
    Assignment withFlow(Side from, UnaryOperator<FlowOrder> change) {
        return from == Side.SOURCE
                ? new Assignment(spec, proxies, change.apply(forward), back)
                : new Assignment(spec, proxies, forward, change.apply(back));
    }

    FlowOrder flow(Side from) {
        return from == Side.SOURCE ? forward : back;
    }

    /**
     * What is moved. Addresses are without user and password: each process has its own.
     *
     * @param source address of the cluster that clients used at first
     * @param target address of the one they shall use
     * @param include patterns of the indices that take part; empty means all
     * @param exclude patterns of those that do not
     */
    public record Spec(String source, String target, List<String> include, List<String> exclude) {
        public Spec {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }

    /** What a proxy does with mutations. Reads always pass. */
    public enum GateOrder {
        /** They go on. */
        OPEN,
        /** They wait, and are let go to the side they had after a while. */
        HOLD,
        /** They wait, and are answered 503 after a while, until the gate is open again. */
        SEALED
    }

    /**
     * What every capture proxy shall be.
     *
     * @param side where requests go
     * @param epoch under which mutations are recorded
     * @param capturing whether they are recorded
     * @param holdMs how long mutations may wait
     */
    public record ProxyOrder(Side side, int epoch, boolean capturing, GateOrder gate, long holdMs) {

        /** They go on, to that side. */
        public static ProxyOrder open(Side side, int epoch, boolean capturing) {
            return new ProxyOrder(side, epoch, capturing, GateOrder.OPEN, 0);
        }

        /** They wait where they are. */
        public ProxyOrder hold(Duration atMost) {
            return new ProxyOrder(side, epoch, capturing, GateOrder.HOLD, atMost.toMillis());
        }

        /** Nothing but another order lets them go on. */
        public ProxyOrder seal() {
            return new ProxyOrder(side, epoch, capturing, GateOrder.SEALED, holdMs);
        }
    }

    /** How far a flow is set up. */
    public enum Stage {
        /** Not at all. */
        CLOSED,
        /** Ready to carry; nothing is read at the side it comes from, nor written to the other. */
        ARMED,
        /** It carries records. */
        OPEN
    }

    /**
     * What projectors and replayers shall be for one flow.
     *
     * @param listed whether the backfill is on its lane, or there is none
     * @param list whether to list every record now
     */
    public record FlowOrder(Stage stage, int epoch, boolean listed, boolean list, ReplayLimits limits) {
        public static FlowOrder closed(ReplayLimits limits) {
            return new FlowOrder(Stage.CLOSED, 0, false, false, limits);
        }

        public FlowOrder with(Stage other, int otherEpoch) {
            return new FlowOrder(other, otherEpoch, listed, list, limits);
        }

        public FlowOrder withListing(boolean isListed, boolean toList) {
            return new FlowOrder(stage, epoch, isListed, toList, limits);
        }

        FlowOrder withLimits(ReplayLimits other) {
            return new FlowOrder(stage, epoch, listed, list, other);
        }
    }
}
