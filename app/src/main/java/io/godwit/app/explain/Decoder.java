package io.godwit.app.explain;

import io.godwit.flow.TopicScan.Found;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Understands the records of one topic. One that it does not is counted and named in the log; for one thread. */
final class Decoder<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Decoder.class);
    private static final int MOST_NAMED = 20;

    private final BiFunction<Found, byte[], T> format;
    private final FactCollection facts;
    private int unreadable;

    /** @param format throws on what cannot be read */
    Decoder(BiFunction<Found, byte[], T> format, FactCollection facts) {
        this.format = format;
        this.facts = facts;
    }

    /** What the listener throws is no matter of reading, and goes through. */
    void read(Found found, Consumer<T> listener) {
        byte[] value = found.value();
        if (value == null) {
            return;
        }
        T one;
        try {
            one = format.apply(found, value);
        } catch (RuntimeException e) {
            refuse(found, e);
            return;
        }
        listener.accept(one);
    }

    private void refuse(Found found, RuntimeException cause) {
        facts.addUnreadable();
        unreadable++;
        if (unreadable <= MOST_NAMED) {
            LOG.atWarn()
                    .addKeyValue("place", TopicFacts.place(found.origin()))
                    .setCause(cause)
                    .log("record of a topic cannot be read, what it tells is missing");
        }
    }
}
