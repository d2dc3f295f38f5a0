package io.godwit.capture;

import io.godwit.capture.http.FrontSettings;
import io.godwit.capture.http.HttpLimits;
import io.godwit.capture.http.HttpTimeouts;
import io.godwit.capture.http.Sides;
import io.godwit.capture.http.Upstream;
import io.godwit.capture.route.Route;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Everything a proxy must be told. {@link #of} gives the usual values, the {@code with} methods change them.
 *
 * @param name of this proxy, the same over restarts; two proxies never share one
 * @param front where and how clients are served
 * @param sides the two clusters
 * @param start where requests go at first, and under which epoch and flow they are recorded
 * @param sealed whether it lets no mutation in before it is released: for one that cannot know where mutations go now
 * @param kafka client properties, pass-through ({@code producer.} wins); what would lose writes is refused, and the
 *     delivery time-out is the proxy's own
 * @param wire how records are written
 * @param data directory for what must survive this process; each proxy its own
 * @param journal how much and how long is waited for Kafka
 */
public record CaptureSettings(
        String name,
        FrontSettings front,
        Sides sides,
        Route start,
        boolean sealed,
        Map<String, String> kafka,
        Wire wire,
        Path data,
        JournalLimits journal) {

    /**
     * How much and how long is waited for Kafka.
     *
     * @param delivery a write that Kafka has not taken by then is refused
     * @param maxBufferedBytes captured bytes in memory, above which clients are read no further
     * @param maxUnsettled exchanges whose outcome waits for Kafka, above which writes are refused at once
     */
    public record JournalLimits(Duration delivery, long maxBufferedBytes, int maxUnsettled) {
        public static final JournalLimits DEFAULT = new JournalLimits(Duration.ofSeconds(10), 64L << 20, 10_000);

        public JournalLimits {
            if (delivery.toMillis() < 500) {
                throw new IllegalArgumentException(
                        "delivery time-out of the capture proxy is " + delivery + "; must be at least 500 ms");
            }
            if (maxBufferedBytes < 1 << 20 || maxUnsettled < 1) {
                throw new IllegalArgumentException("capture proxy may buffer " + maxBufferedBytes + " bytes and "
                        + maxUnsettled + " outcomes; must be at least 1 MiB and 1");
            }
        }
    }

    public CaptureSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Listens on a free port of the loopback interface and routes to the source, epoch 0, embedded schema ids. */
    public static CaptureSettings of(
            String name, Upstream source, Upstream target, Topics flow, Map<String, String> kafka, Path data) {
        return new CaptureSettings(
                name,
                new FrontSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        HttpLimits.DEFAULT,
                        HttpTimeouts.DEFAULT),
                new Sides(source, target, true),
                new Route(Side.SOURCE, 0, flow),
                false,
                kafka,
                Wire.embedded(),
                data,
                JournalLimits.DEFAULT);
    }

    public CaptureSettings withListen(InetSocketAddress listen) {
        return withFront(new FrontSettings(listen, front.limits(), front.timeouts()));
    }

    public CaptureSettings withFront(FrontSettings other) {
        return new CaptureSettings(name, other, sides, start, sealed, kafka, wire, data, journal);
    }

    /** Where a proxy goes on that is started after a swing. */
    public CaptureSettings withStart(Side side, int epoch, Topics flow) {
        Route other = new Route(side, epoch, flow);
        return new CaptureSettings(name, front, sides, other, sealed, kafka, wire, data, journal);
    }

    /** Whether it answers mutations 503 until it is released, as it does when it was sealed; off by default. */
    public CaptureSettings withSealed(boolean on) {
        return new CaptureSettings(name, front, sides, start, on, kafka, wire, data, journal);
    }

    public CaptureSettings withWire(Wire other) {
        return new CaptureSettings(name, front, sides, start, sealed, kafka, other, data, journal);
    }

    public CaptureSettings withJournal(JournalLimits other) {
        return new CaptureSettings(name, front, sides, start, sealed, kafka, wire, data, other);
    }

    /** Whether typed requests of Elasticsearch 6 clients are rewritten for a side without types; on by default. */
    public CaptureSettings withRewriteTypedPaths(boolean on) {
        Sides other = new Sides(sides.source(), sides.target(), on);
        return new CaptureSettings(name, front, other, start, sealed, kafka, wire, data, journal);
    }
}
