package io.godwit.app.role;

import io.godwit.app.line.AssignmentRefusedException;
import io.godwit.app.line.RoleLine;
import io.godwit.app.role.Assignment.GateOrder;
import io.godwit.app.role.Assignment.ProxyOrder;
import io.godwit.capture.CaptureProxy;
import io.godwit.capture.CaptureStatus;
import io.godwit.capture.HoldOutcome;
import io.godwit.capture.ReleaseOutcome;
import io.godwit.capture.SealOutcome;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One capture proxy that is what it was last told to be:
 *
 * <pre>
 *   not started --OPEN--> open <-----OPEN------ sealed <--SEALED-- held
 *        |                 | '-------HOLD----------------------->  held --OPEN--> open
 *        '--HOLD, SEALED---|-----------------> sealed (as it began)  | time over
 *                          '-----------------------------------------'
 * </pre>
 *
 * <p>An order to hold that is told again is the same hold: once its time is over it is refused, because mutations have passed
 * since it began. Whoever starts while others hold has let nobody in, so it has held, too; who starts while others are sealed
 * does not even mark its start in the traffic, where nothing is to be recorded any more before it is decided who is where.
 */
final class ProxyWorker implements RoleLine.Worker, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A hold that nobody ordered, to move a proxy that has missed how all others were moved. */
    private static final Duration STRAGGLER = Duration.ofSeconds(30);

    private final Topics topics;
    private final BiFunction<Assignment, Topics, CaptureProxy> starting;
    private final Consumer<URI> ready;
    private GateOrder before = GateOrder.OPEN;
    private boolean wasReady;
    private boolean closed;
    private volatile @Nullable CaptureProxy proxy;

    /**
     * @param starting starts a proxy as an assignment says, on the flow of the side that it names
     * @param ready told once clients can reach it
     */
    ProxyWorker(Topics topics, BiFunction<Assignment, Topics, CaptureProxy> starting, Consumer<URI> ready) {
        this.topics = topics;
        this.starting = starting;
        this.ready = ready;
    }

    @Override
    public synchronized void carryOut(JsonNode assignment) {
        if (closed) {
            throw new AssignmentRefusedException("this process ends");
        }
        Assignment now = JSON.treeToValue(assignment, Assignment.class);
        CaptureProxy running = proxy;
        if (running != null && hasOnlyWaited(running, now.proxies())) {
            proxy = null;
            running.close();
            running = null;
        }
        if (running == null) {
            start(now);
        } else {
            obey(running, now.proxies());
        }
        before = now.proxies().gate();
    }

    private void start(Assignment now) {
        CaptureProxy begun = starting.apply(now, flow(now.proxies().side()));
        proxy = begun;
        if (!wasReady) {
            wasReady = true;
            ready.accept(address(begun));
        }
    }

    /** It began sealed and has recorded nothing: it begins again where it is let go to, so that it never has anywhere else. */
    private static boolean hasOnlyWaited(CaptureProxy running, ProxyOrder order) {
        CaptureStatus now = running.status();
        return order.gate() == GateOrder.OPEN && order.capturing() && now.sealed() && !now.capturing();
    }

    private void obey(CaptureProxy running, ProxyOrder order) {
        boolean capturing = running.status().capturing();
        if (order.capturing() && !capturing && order.gate() != GateOrder.SEALED) {
            running.startCapturing();
        } else if (!order.capturing() && capturing) {
            running.stopCapturing();
        }
        switch (order.gate()) {
            case OPEN -> open(running, order);
            case HOLD -> hold(running, Duration.ofMillis(order.holdMs()));
            case SEALED -> seal(running);
        }
    }

    private void open(CaptureProxy running, ProxyOrder order) {
        CaptureStatus now = running.status();
        boolean there = now.side() == order.side() && now.epoch() == order.epoch();
        if (there && !now.holding()) {
            return;
        }
        if (!now.holding()) {
            holdAndSeal(running);
        }
        if (running.release(order.side(), order.epoch(), flow(order.side()))
                instanceof ReleaseOutcome.NotReleased(String reason)) {
            // tried again: if the hold has ended by itself meanwhile, the next attempt finds it open
            throw new IllegalStateException(reason);
        }
    }

    private static void holdAndSeal(CaptureProxy running) {
        if (running.hold(STRAGGLER) instanceof HoldOutcome.NotHeld(String reason)) {
            throw new IllegalStateException(reason);
        }
        seal(running);
    }

    private void hold(CaptureProxy running, Duration atMost) {
        if (running.status().holding()) {
            return;
        }
        if (before == GateOrder.HOLD) {
            throw new AssignmentRefusedException("the hold has lasted longer than " + atMost.toMillis() + " ms");
        }
        if (running.hold(atMost) instanceof HoldOutcome.NotHeld(String reason)) {
            throw new AssignmentRefusedException(reason);
        }
    }

    private static void seal(CaptureProxy running) {
        if (running.seal() instanceof SealOutcome.NotSealed(String reason)) {
            throw new AssignmentRefusedException(reason);
        }
    }

    private Topics flow(Side side) {
        return side == Side.SOURCE ? topics : topics.back();
    }

    private static URI address(CaptureProxy running) {
        InetSocketAddress address = running.address();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    @Override
    public Object report() {
        CaptureProxy running = proxy;
        return running == null
                ? ProxyReport.STARTING
                : ProxyReport.of(address(running).toString(), running.status());
    }

    @Override
    public Object answer(String question, JsonNode arguments) {
        throw new IllegalArgumentException("a capture proxy cannot answer '" + question + "'");
    }

    /** What is held now would come after all that others have made sure of: it is refused, and its clients send it again. */
    @Override
    public synchronized void close() {
        closed = true;
        CaptureProxy running = proxy;
        if (running != null) {
            running.seal();
            running.close();
        }
    }
}
