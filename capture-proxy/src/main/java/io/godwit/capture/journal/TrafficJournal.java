package io.godwit.capture.journal;

import io.godwit.capture.route.Route;
import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.wire.WireFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes exchanges to the traffic topics: {@code acks=all}, idempotent, all parts of one exchange on one partition in
 * their order. Thread-safe; only {@link #prepare} and {@link #close} block.
 *
 * <p>One failed record concerns its exchange only. An outcome that Kafka does not take is offered again until it does or
 * the process ends; then the barrier of the next incarnation speaks for it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each future is looked at by its own callback
public final class TrafficJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficJournal.class);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final JournalSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Budget budget;
    private final RecordSender sender;
    private final Map<String, WireFormat<Traffic>> formats = new ConcurrentHashMap<>();
    private final AtomicLong exchanges = new AtomicLong();
    /** Exchanges whose outcome Kafka refused at least once and has not got yet. */
    private final AtomicInteger unsettled = new AtomicInteger();

    private volatile boolean closed;

    private TrafficJournal(JournalSettings settings, Clock clock, ScheduledExecutorService timer) {
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
        this.producer = new KafkaProducer<>(
                ProducerProperties.of(settings.kafka(), settings.delivery(), settings.maxBufferedBytes()));
        this.budget = new Budget(settings.maxBufferedBytes());
        this.sender = new RecordSender(producer, settings.delivery(), budget);
    }

    /** Opens it; Kafka need not be there yet. */
    public static TrafficJournal open(JournalSettings settings, Clock clock, ScheduledExecutorService timer) {
        return new TrafficJournal(settings, clock, timer);
    }

    /**
     * Makes sure that nothing has to be looked up when the first mutation to this topic comes; blocks.
     *
     * @throws CaptureRefusedException when Kafka does not know the topic or cannot be asked
     */
    public void prepare(Route route) {
        String topic = route.flow().traffic().name();
        try {
            int partitions = producer.partitionsFor(topic).size();
            if (partitions != route.flow().partitions()) {
                throw new CaptureRefusedException("topic '" + topic + "' has " + partitions + " partitions; must have "
                        + route.flow().partitions());
            }
            format(topic).id();
        } catch (KafkaException e) {
            throw new CaptureRefusedException("topic '" + topic + "' cannot be used: " + e.getMessage(), e);
        }
    }

    /** The record of one more exchange; empty-handed, nothing is written yet. */
    public Recording begin(Route route, String method, String uri, Map<String, String> headers) {
        String exchange =
                settings.identity().prefix() + "-" + Long.toString(exchanges.incrementAndGet(), Character.MAX_RADIX);
        return new Recording(this, route, exchange, new RequestHead(method, uri, headers));
    }

    /**
     * Writes to every partition: each exchange of this proxy begun before and without an outcome is unknown. Complete
     * when all partitions have it.
     */
    public CompletableFuture<Void> barrier(Route route, String reason) {
        Acknowledgements all = new Acknowledgements();
        String key = settings.identity().prefix();
        for (int partition = 0; partition < route.flow().partitions(); partition++) {
            all.add(send(route, key, partition, new Barrier(reason), 0).acknowledged());
        }
        all.close();
        return all.all();
    }

    /** Whether a mutation may be recorded: false while too many outcomes wait for Kafka. */
    public boolean accepting() {
        return !closed && unsettled.get() < settings.maxUnsettled();
    }

    /** Whether Kafka took the last record it was given. */
    public boolean healthy() {
        return sender.healthy() && unsettled.get() == 0;
    }

    ProxyIdentity identity() {
        return settings.identity();
    }

    Budget budget() {
        return budget;
    }

    RecordSender sender() {
        return sender;
    }

    Outgoing publish(Recording recording, Object event, long bytes) {
        return send(recording.route(), recording.exchange(), null, event, bytes);
    }

    /** Offers an outcome until Kafka has it. */
    void settle(Recording recording, Object event) {
        publish(recording, event, 0).acknowledged().whenComplete((done, failure) -> {
            if (failure == null) {
                recording.settled().complete(null);
            } else {
                unsettled.incrementAndGet();
                settleLater(recording, event);
            }
        });
    }

    private void settleLater(Recording recording, Object event) {
        if (closed) {
            return;
        }
        timer.schedule(() -> settleAgain(recording, event), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void settleAgain(Recording recording, Object event) {
        publish(recording, event, 0).acknowledged().whenComplete((done, failure) -> {
            if (failure == null) {
                unsettled.decrementAndGet();
                recording.settled().complete(null);
            } else {
                settleLater(recording, event);
            }
        });
    }

    private Outgoing send(Route route, String key, @Nullable Integer partition, Object event, long bytes) {
        String topic = route.flow().traffic().name();
        ProxyIdentity identity = settings.identity();
        Traffic traffic =
                new Traffic(key, identity.proxy(), identity.incarnation(), route.epoch(), clock.millis(), event);
        Outgoing record =
                new Outgoing(topic, partition, key, () -> format(topic).encode(traffic));
        sender.send(record, bytes);
        return record;
    }

    private WireFormat<Traffic> format(String topic) {
        return formats.computeIfAbsent(topic, name -> settings.wire().format(name, Traffic.class));
    }

    /** Waits up to {@code atMost} for what is under way, gives the rest up and disconnects; blocks. */
    public void close(Duration atMost) {
        closed = true;
        sender.close(atMost);
        producer.close(atMost);
        if (unsettled.get() > 0) {
            LOG.atWarn()
                    .addKeyValue("exchanges", unsettled.get())
                    .log("outcomes not recorded; the next start declares them unknown");
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }
}
