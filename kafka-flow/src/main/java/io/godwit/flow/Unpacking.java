package io.godwit.flow;

import io.godwit.flow.crash.CrashPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes what was polled. What cannot be decoded becomes a dead letter, acknowledged once Kafka has it. */
final class Unpacking<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Unpacking.class);

    private final Function<byte[], T> decoder;
    private final Burial burial;

    Unpacking(Function<byte[], T> decoder, Burial burial) {
        this.decoder = decoder;
        this.burial = burial;
    }

    /** Writes one undecodable record, with what the decoder threw as its value, to the dead letters. */
    interface Burial {
        CompletableFuture<Void> bury(Delivery<? extends Throwable> undecodable);
    }

    /** The deliveries of what is still ours. */
    List<Delivery<T>> unpack(Polled polled) {
        List<Delivery<T>> deliveries = new ArrayList<>(polled.size());
        polled.parts().stream().filter(part -> !part.owner().isLost()).forEach(part -> unpack(part, deliveries));
        return deliveries;
    }

    private void unpack(Polled.Part part, List<Delivery<T>> deliveries) {
        int before = deliveries.size();
        for (int i = 0; i < part.records().size(); i++) {
            ConsumerRecord<byte[], byte[]> polled = part.records().get(i);
            try {
                deliveries.add(new TrackedDelivery<>(polled, part.owner(), part.span(), i, decode(polled.value())));
            } catch (RuntimeException | StackOverflowError e) {
                bury(new TrackedDelivery<>(polled, part.owner(), part.span(), i, e));
            }
        }
        int buried = part.records().size() - (deliveries.size() - before);
        if (buried > 0) {
            LOG.atWarn()
                    .addKeyValue("topicName", part.owner().lane().topic())
                    .addKeyValue("partition", part.owner().number())
                    .addKeyValue("records", buried)
                    .log("undecodable records sent to dead letters");
        }
    }

    private T decode(byte[] value) {
        if (value == null) {
            throw new IllegalArgumentException("record has no value");
        }
        return decoder.apply(value);
    }

    private void bury(Delivery<? extends Throwable> undecodable) {
        var _ = burial.bury(undecodable).whenComplete((done, failure) -> {
            if (failure == null) {
                CrashPoint.DEAD_LETTER_BEFORE_ACKNOWLEDGE.pass();
                undecodable.acknowledge();
            } else {
                undecodable.fail(failure);
            }
        });
    }
}
