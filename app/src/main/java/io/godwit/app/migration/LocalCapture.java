package io.godwit.app.migration;

import io.godwit.app.flow.FlowParts;
import io.godwit.capture.CaptureProxy;
import io.godwit.capture.CaptureSettings;
import io.godwit.capture.HoldOutcome;
import io.godwit.capture.ReleaseOutcome;
import io.godwit.capture.SealOutcome;
import io.godwit.capture.http.Upstream;
import io.godwit.console.role.Capture;
import io.godwit.console.role.CaptureStatus;
import io.godwit.console.role.SwingRefusedException;
import io.godwit.console.workflow.MigrationState;
import io.godwit.console.workflow.Step;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@link Capture} with one proxy, in this process. */
final class LocalCapture implements Capture, AutoCloseable {
    private static final String NAME = "proxy-1";

    private final CaptureProxy proxy;
    private final Topics forward;
    private final Topics back;

    private LocalCapture(CaptureProxy proxy, Topics forward, Topics back) {
        this.proxy = proxy;
        this.forward = forward;
        this.back = back;
    }

    /** Starts the proxy as the log says it must be: its side, its epoch, and capturing if it did before. */
    static LocalCapture start(
            MigrationOptions options, FlowParts forward, FlowParts back, MigrationState state, Path data) {
        Topics flow = state.side() == Side.SOURCE ? forward.topics() : back.topics();
        CaptureSettings settings = CaptureSettings.of(
                        NAME,
                        new Upstream(options.from(), !forward.fromFlavour().typed()),
                        new Upstream(options.to(), !back.fromFlavour().typed()),
                        flow,
                        forward.kafka().asGiven(),
                        data)
                .withListen(options.listen())
                .withStart(state.side(), state.epoch(), flow)
                .withWire(forward.wire());
        CaptureProxy proxy = state.isDone(Step.CAPTURE) ? CaptureProxy.resume(settings) : CaptureProxy.start(settings);
        return new LocalCapture(proxy, forward.topics(), back.topics());
    }

    URI address() {
        InetSocketAddress address = proxy.address();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    @Override
    public void startCapturing() {
        proxy.startCapturing();
    }

    @Override
    public CaptureStatus status() {
        io.godwit.capture.CaptureStatus now = proxy.status();
        return new CaptureStatus(
                now.healthy(),
                now.capturing(),
                now.holding(),
                now.sealed(),
                now.side(),
                now.epoch(),
                now.inFlight(),
                now.counts().captured(),
                now.counts().refused(),
                now.gapsPending());
    }

    /** Its status tells all. */
    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public void hold(Duration atMost) {
        if (proxy.hold(atMost) instanceof HoldOutcome.NotHeld(String reason)) {
            throw new SwingRefusedException(reason);
        }
    }

    @Override
    public void seal() {
        if (proxy.seal() instanceof SealOutcome.NotSealed(String reason)) {
            throw new SwingRefusedException(reason);
        }
    }

    @Override
    public void release(Side side, int epoch) {
        Topics flow = side == Side.SOURCE ? forward : back;
        if (proxy.release(side, epoch, flow) instanceof ReleaseOutcome.NotReleased(String reason)) {
            throw new SwingRefusedException(reason);
        }
    }

    @Override
    public void close() {
        proxy.close();
    }
}
