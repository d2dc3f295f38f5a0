package io.godwit.projector.traffic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Sees to it that what an unreadable traffic record may have done is repaired. */
final class PoisonProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    private final Interpretation interpretation;

    PoisonProcessor(Interpretation interpretation) {
        this.interpretation = interpretation;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        String reason = new String(record.value(), StandardCharsets.UTF_8);
        interpretation.repairAfter(record.key(), reason, record.timestamp(), new Output(context(), record));
    }
}
