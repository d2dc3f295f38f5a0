package io.godwit.projector.traffic;

import io.godwit.schemas.RecordKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Forwards to the topology's sinks, in the name of the record that is being processed. */
final class Output {
    static final String EDITS = "edits";
    static final String CANDIDATES = "candidates";
    static final String RESCANS = "rescans";
    static final String GAPS = "gaps";
    static final String DEAD_LETTERS = "dead-letters";
    static final String POISON = "poison";
    /** Rescans for what escaped a proxy: a sink of its own, so that gaps and traffic need not be partitioned alike. */
    static final String ESCAPED = "rescans-of-escaped";

    private final ProcessorContext<String, byte[]> context;
    private final Record<String, byte[]> cause;

    Output(ProcessorContext<String, byte[]> context, Record<String, byte[]> cause) {
        this.context = context;
        this.cause = cause;
    }

    void edit(RecordKey record, byte[] change) {
        forward(EDITS, record.toString(), change);
    }

    void candidate(RecordKey record, byte[] candidate) {
        forward(CANDIDATES, record.toString(), candidate);
    }

    void rescan(String expression, byte[] rescan) {
        forward(RESCANS, expression, rescan);
    }

    void escaped(String expression, byte[] rescan) {
        forward(ESCAPED, expression, rescan);
    }

    void gap(String id, byte[] gap) {
        forward(GAPS, id, gap);
    }

    /** A record that cannot be read or understood: to the dead letters as it is, and told to whoever must repair. */
    void poison(Record<String, byte[]> record, Throwable error) {
        context.forward(new Record<>(record.key(), record.value(), record.timestamp(), headers(error)), DEAD_LETTERS);
        forward(
                POISON,
                String.valueOf(record.key()),
                String.valueOf(error.getMessage()).getBytes(StandardCharsets.UTF_8));
    }

    private void forward(String sink, String key, byte[] value) {
        context.forward(new Record<>(key, value, cause.timestamp()), sink);
    }

    private Headers headers(Throwable error) {
        RecordHeaders headers = new RecordHeaders();
        // on a clock there is no record
        context.recordMetadata().filter(known -> known.topic() != null).ifPresent((RecordMetadata metadata) -> {
            put(headers, "topic", metadata.topic());
            put(headers, "partition", Integer.toString(metadata.partition()));
            put(headers, "offset", Long.toString(metadata.offset()));
        });
        put(headers, "connector.name", "traffic-projection");
        put(headers, "task.id", context.taskId().toString());
        put(headers, "stage", "interpret");
        put(headers, "class.name", ExchangeProcessor.class.getName());
        put(headers, "exception.class.name", error.getClass().getName());
        put(headers, "exception.message", String.valueOf(error.getMessage()));
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        put(headers, "exception.stacktrace", trace.toString());
        return headers;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add("__connect.errors." + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
