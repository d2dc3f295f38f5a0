package io.godwit.console.log;

import io.godwit.console.workflow.LogEntry;
import io.godwit.console.workflow.MigrationLog;
import io.godwit.console.workflow.Step;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.KafkaUnavailableException;
import io.godwit.flow.LogReader;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Event;
import io.godwit.schemas.avro.EventKind;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link MigrationLog} on {@code <migration>.workflow}: one partition, kept for ever, one writer. An entry that could not
 * be read makes {@link #read} fail: a state folded from a log with holes would be a guess.
 *
 * <p>A console that takes the log over is its writer from then on: what an earlier one still writes, because it was stopped
 * for a while and does not know, stands in the log and counts for nobody.
 */
public final class TopicLog implements MigrationLog, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Short: a swing decides while clients are held. */
    private static final Duration APPEND_PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TopicLog.class);
    private static final String TAKEN = "taken by";

    private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    private final Optional<String> writer;
    private final String topic;
    private final Publisher<Event> publisher;
    private final LogReader<Event> reader;

    /** Who took it, the last one last; written by the reading thread only. */
    private final List<String> takers = new CopyOnWriteArrayList<>();

    private TopicLog(ClientProperties kafka, String topic, WireFormat<Event> wire, Optional<String> writer) {
        this.topic = topic;
        this.writer = writer;
        this.publisher = Publisher.open(kafka, PublisherSettings.lowLatency(topic), wire::encode);
        this.reader = LogReader.open(kafka, topic, wire::decode, entry -> entries.add(counted(entry.value())));
    }

    /** For one that reads it, or that nobody else can be beside. */
    public static TopicLog open(ClientProperties kafka, Topics topics, Wire wire) {
        return open(kafka, topics, wire, Optional.empty());
    }

    /**
     * For the console of that name, before it reads what it shall go on with: whoever wrote until now does not any more.
     *
     * @throws KafkaUnavailableException when Kafka does not take that
     */
    public static TopicLog take(ClientProperties kafka, Topics topics, Wire wire, String name) {
        String writer = name + " " + UUID.randomUUID();
        TopicLog log = open(kafka, topics, wire, Optional.of(writer));
        try {
            log.append(note(TAKEN, writer, writer, Instant.now()));
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static TopicLog open(ClientProperties kafka, Topics topics, Wire wire, Optional<String> writer) {
        String topic = topics.workflow().name();
        return new TopicLog(kafka, topic, wire.format(topic, Event.class), writer);
    }

    @Override
    public List<LogEntry> read() {
        if (!reader.awaitCaughtUp(PATIENCE)) {
            throw new KafkaUnavailableException(
                    "topic '" + topic + "' could not be read to its end within " + PATIENCE.toSeconds() + " s", null);
        }
        if (reader.undecodable() > 0) {
            throw new IllegalStateException("topic '" + topic + "' holds " + reader.undecodable()
                    + " records that are not events of this or an earlier version; use the version that wrote them");
        }
        return List.copyOf(entries);
    }

    @Override
    public void append(LogEntry entry) {
        try {
            publisher.publish("log", eventOf(entry)).get(APPEND_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            requireOurs();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing to '" + topic + "'", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new KafkaUnavailableException("topic '" + topic + "' did not take an event: " + e.getMessage(), e);
        }
    }

    /** An entry that counts for nobody is none. */
    private void requireOurs() {
        if (writer.isEmpty()) {
            return;
        }
        if (!reader.awaitCaughtUp(APPEND_PATIENCE)) {
            throw new KafkaUnavailableException(
                    "topic '" + topic + "' could not be read after an event was written", null);
        }
        if (!takers.getLast().equals(writer.get())) {
            throw new IllegalStateException("another console, '" + takers.getLast() + "', has taken the log '" + topic
                    + "' over: what this one writes counts no more; end it");
        }
    }

    @Override
    public void close() {
        publisher.close();
        reader.close();
    }

    /** What an event counts for: nothing if it is of one that another has replaced. */
    private LogEntry counted(Event event) {
        LogEntry entry = entryOf(event);
        if (entry.detail().containsKey(TAKEN)) {
            takers.add(entry.by());
        }
        if (!takers.contains(entry.by()) || takers.getLast().equals(entry.by())) {
            return entry;
        }
        LOG.atWarn()
                .addKeyValue("by", entry.by())
                .addKeyValue("step", entry.step())
                .log("not its log any more: ignored");
        return note("ignored", entry.step().text() + " " + entry.what(), entry.by(), entry.at());
    }

    /** An entry that changes no state. */
    private static LogEntry note(String what, String text, String by, Instant at) {
        return new LogEntry(Step.CAPTURE, LogEntry.What.STARTED, Map.of(what, text), by, at);
    }

    private Event eventOf(LogEntry entry) {
        return Event.newBuilder()
                .setStep(entry.step().text())
                .setKind(EventKind.valueOf(entry.what().name()))
                .setDetail(JSON.writeValueAsString(new TreeMap<>(entry.detail())))
                .setBy(writer.orElse(entry.by()))
                .setAt(entry.at().toEpochMilli())
                .build();
    }

    private static LogEntry entryOf(Event event) {
        Map<String, String> detail = JSON.readValue(event.getDetail(), new TypeReference<Map<String, String>>() {});
        return new LogEntry(
                Step.parse(event.getStep()),
                LogEntry.What.valueOf(event.getKind().name()),
                detail,
                event.getBy(),
                Instant.ofEpochMilli(event.getAt()));
    }
}
