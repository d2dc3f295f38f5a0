package io.godwit.console.log;

import io.godwit.console.workflow.LogEntry;
import io.godwit.console.workflow.MigrationLog;
import io.godwit.console.workflow.Step;
import io.godwit.flow.ClientProperties;
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
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link MigrationLog} on {@code <migration>.workflow}: one partition, kept for ever, one writer. An entry that could not
 * be read makes {@link #read} fail: a state folded from a log with holes would be a guess.
 */
public final class TopicLog implements MigrationLog, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Short: a swing decides while clients are held. */
    private static final Duration APPEND_PATIENCE = Duration.ofSeconds(10);

    private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    private final String topic;
    private final Publisher<Event> publisher;
    private final LogReader<Event> reader;

    private TopicLog(ClientProperties kafka, String topic, WireFormat<Event> wire) {
        this.topic = topic;
        this.publisher = Publisher.open(kafka, PublisherSettings.lowLatency(topic), wire::encode);
        this.reader = LogReader.open(kafka, topic, wire::decode, entry -> entries.add(entryOf(entry.value())));
    }

    public static TopicLog open(ClientProperties kafka, Topics topics, Wire wire) {
        String topic = topics.workflow().name();
        return new TopicLog(kafka, topic, wire.format(topic, Event.class));
    }

    @Override
    public List<LogEntry> read() {
        if (!reader.awaitCaughtUp(PATIENCE)) {
            throw new IllegalStateException("topic '" + topic + "' could not be read to its end within " + PATIENCE);
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing to '" + topic + "'", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("topic '" + topic + "' did not take an event: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        publisher.close();
        reader.close();
    }

    private static Event eventOf(LogEntry entry) {
        return Event.newBuilder()
                .setStep(entry.step().text())
                .setKind(EventKind.valueOf(entry.what().name()))
                .setDetail(JSON.writeValueAsString(new TreeMap<>(entry.detail())))
                .setBy(entry.by())
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
