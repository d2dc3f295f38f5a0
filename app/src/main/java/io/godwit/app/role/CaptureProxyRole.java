package io.godwit.app.role;

import io.godwit.app.line.Role;
import io.godwit.app.line.RoleLine;
import io.godwit.app.migration.Preflight;
import io.godwit.app.role.Assignment.GateOrder;
import io.godwit.app.role.Assignment.ProxyOrder;
import io.godwit.capture.CaptureProxy;
import io.godwit.capture.CaptureSettings;
import io.godwit.capture.http.Upstream;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Consumer;

/**
 * A capture proxy as a process of its own. It serves clients once a console has told it what to be; it goes on as it is while
 * no console or no Kafka is there.
 */
public final class CaptureProxyRole implements AutoCloseable {
    private final ProxyWorker worker;
    private final RoleLine line;

    private CaptureProxyRole(ProxyWorker worker, RoleLine line) {
        this.worker = worker;
        this.line = line;
    }

    /**
     * Joins the migration; returns at once when Kafka knows of it.
     *
     * @param ready told where clients reach it, as soon as they can
     */
    public static CaptureProxyRole join(RoleConfig config, Consumer<URI> ready) {
        InetSocketAddress listen = config.listen().orElseThrow();
        Preflight.requireFree("capture.listen", listen);
        Wire wire = Wire.embedded();
        SideKinds kinds = SideKinds.in(config.data());
        ProxyWorker worker =
                new ProxyWorker(config.topics(), (now, flow) -> start(config, kinds, wire, now, flow), ready);
        try {
            return new CaptureProxyRole(
                    worker,
                    RoleLine.join(config.client(), config.topics(), wire, Role.CAPTURE_PROXY, config.name(), worker));
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    private static CaptureProxy start(RoleConfig config, SideKinds kinds, Wire wire, Assignment now, Topics flow) {
        URI source = config.ownWays().source(now.spec());
        URI target = config.ownWays().target(now.spec());
        ProxyOrder order = now.proxies();
        CaptureSettings settings = CaptureSettings.of(
                        config.name(),
                        new Upstream(source, kinds.typeless("source", source)),
                        new Upstream(target, kinds.typeless("target", target)),
                        flow,
                        config.client().asGiven(),
                        config.data())
                .withListen(config.listen().orElseThrow())
                .withStart(order.side(), order.epoch(), flow)
                .withSealed(order.gate() != GateOrder.OPEN)
                .withWire(wire);
        boolean recording = order.capturing() && order.gate() != GateOrder.SEALED;
        return recording ? CaptureProxy.resume(settings) : CaptureProxy.start(settings);
    }

    /** Lets clients finish, then says goodbye: from then on nobody waits for it. */
    @Override
    public void close() {
        worker.close();
        line.close();
    }
}
