package io.godwit.projector.traffic;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that what a mutation may have done that escaped a proxy is found. */
final class EscapedProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(EscapedProcessor.class);

    private final Interpretation interpretation;

    EscapedProcessor(Interpretation interpretation) {
        this.interpretation = interpretation;
    }

    @Override
    public void process(Record<String, byte[]> gap) {
        Output output = new Output(context(), gap);
        try {
            interpretation.repairEscaped(gap.value(), output);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("gap", gap.key()).log("gap cannot be read: everything is rescanned");
            interpretation.repairAfterUnreadableGap(
                    String.valueOf(gap.key()), String.valueOf(e.getMessage()), gap.timestamp(), output);
        }
    }
}
