package io.godwit.app.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.app.line.AssignmentRefusedException;
import io.godwit.app.role.Assignment.FlowOrder;
import io.godwit.app.role.Assignment.GateOrder;
import io.godwit.app.role.Assignment.ProxyOrder;
import io.godwit.app.role.Assignment.Spec;
import io.godwit.capture.CaptureProxy;
import io.godwit.capture.CaptureSettings;
import io.godwit.capture.http.Upstream;
import io.godwit.console.role.ReplayLimits;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real proxy that captures nothing, so neither Kafka nor sides need be there. */
class ProxyWorkerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path data;

    private final List<URI> ready = new ArrayList<>();
    private final ProxyWorker worker = new ProxyWorker(Topics.of("m"), this::start, ready::add);

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void shouldBeReadyOnceItKnowsWhatToBe() {
        assertThat(report().sealed()).isTrue();
        assertThat(ready).isEmpty();

        carryOut(open(Side.SOURCE, 0));
        carryOut(open(Side.SOURCE, 0));

        assertThat(ready).hasSize(1);
        assertThat(report().address()).isEqualTo(ready.getFirst().toString());
        assertThat(report().holding()).isFalse();
    }

    @Test
    void shouldGoThroughASwing() {
        carryOut(open(Side.SOURCE, 0));
        carryOut(open(Side.SOURCE, 0).hold(LONG));
        assertThat(report().holding()).isTrue();
        assertThat(report().sealed()).isFalse();
        carryOut(open(Side.SOURCE, 0).hold(LONG));
        carryOut(open(Side.SOURCE, 0).hold(LONG).seal());
        assertThat(report().sealed()).isTrue();
        assertThat(report().side()).isEqualTo(Side.SOURCE);

        carryOut(open(Side.TARGET, 1));

        assertThat(report().holding()).isFalse();
        assertThat(report().side()).isEqualTo(Side.TARGET);
        assertThat(report().epoch()).isEqualTo(1);
    }

    @Test
    void shouldStartSealedInTheMiddleOfASwing() {
        carryOut(open(Side.SOURCE, 0).hold(Duration.ofMillis(1)));
        assertThat(report().sealed()).isTrue();
        carryOut(open(Side.SOURCE, 0).hold(Duration.ofMillis(1)).seal());
        assertThat(report().sealed()).isTrue();

        carryOut(open(Side.TARGET, 1));

        assertThat(report().holding()).isFalse();
        assertThat(report().side()).isEqualTo(Side.TARGET);
    }

    /** Mutations have passed since others made sure that there were none. */
    @Test
    void shouldNotHoldAgainWhatItHasLetGo() {
        ProxyOrder brief = open(Side.SOURCE, 0).hold(Duration.ofMillis(50));
        carryOut(open(Side.SOURCE, 0));
        carryOut(brief);
        await().until(() -> !report().holding());

        assertThatThrownBy(() -> carryOut(brief)).isInstanceOf(AssignmentRefusedException.class);
        assertThatThrownBy(() -> carryOut(brief.seal())).isInstanceOf(AssignmentRefusedException.class);

        carryOut(open(Side.SOURCE, 0));
        carryOut(open(Side.SOURCE, 0).hold(LONG));
        assertThat(report().holding()).isTrue();
    }

    @Test
    void shouldNotSealWhatItDoesNotHold() {
        carryOut(open(Side.SOURCE, 0));

        assertThatThrownBy(() -> carryOut(open(Side.SOURCE, 0).hold(LONG).seal()))
                .isInstanceOf(AssignmentRefusedException.class)
                .hasMessageContaining("nothing is held");
        assertThat(report().holding()).isFalse();
    }

    /** One that was away while all others were moved. */
    @Test
    void shouldFollowToTheOtherSideWithoutHavingBeenHeld() {
        carryOut(open(Side.SOURCE, 0));

        carryOut(open(Side.TARGET, 1));

        assertThat(report().side()).isEqualTo(Side.TARGET);
        assertThat(report().holding()).isFalse();
    }

    @Test
    void shouldObeyNobodyOnceItEnds() {
        carryOut(open(Side.SOURCE, 0));
        worker.close();

        assertThatThrownBy(() -> carryOut(open(Side.SOURCE, 0).hold(LONG)))
                .isInstanceOf(AssignmentRefusedException.class);
    }

    private static ProxyOrder open(Side side, int epoch) {
        return new ProxyOrder(side, epoch, false, GateOrder.OPEN, 0);
    }

    private void carryOut(ProxyOrder order) {
        FlowOrder closed = FlowOrder.closed(new ReplayLimits(0, 1));
        Spec spec = new Spec("http://a:9200", "http://b:9200", List.of(), List.of());
        worker.carryOut(JSON.valueToTree(new Assignment(spec, order, closed, closed)));
    }

    private ProxyReport report() {
        return ProxyReport.of(JSON.<JsonNode>valueToTree(worker.report()));
    }

    private CaptureProxy start(Assignment now, Topics flow) {
        ProxyOrder order = now.proxies();
        return CaptureProxy.start(CaptureSettings.of(
                        "p",
                        new Upstream(URI.create(now.spec().source()), true),
                        new Upstream(URI.create(now.spec().target()), true),
                        flow,
                        Map.of("bootstrap.servers", "localhost:1"),
                        data)
                .withStart(order.side(), order.epoch(), flow)
                .withSealed(order.gate() != GateOrder.OPEN));
    }
}
