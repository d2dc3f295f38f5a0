package io.godwit.projector.traffic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sees to it that what an unreadable traffic record may have done is repaired. */
final class PoisonProcessor implements Processor<String, byte[], String, byte[]> {
    private final Interpretation interpretation;
    private @Nullable ProcessorContext<String, byte[]> context;

    PoisonProcessor(Interpretation interpretation) {
        this.interpretation = interpretation;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        context = given;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        ProcessorContext<String, byte[]> known = java.util.Objects.requireNonNull(context, "not initialised");
        String reason = new String(record.value(), StandardCharsets.UTF_8);
        interpretation.repairAfter(record.key(), reason, record.timestamp(), new Output(known, record));
    }
}
