package io.godwit.flow;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong with Kafka and comes right by itself, or by somebody's hand: brokers that do not answer, rights that are
 * missing. It is said now and then, and tried again after a pause. For one thread.
 */
final class PassingFaults {
    private static final Logger LOG = LoggerFactory.getLogger(PassingFaults.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration SAY_AGAIN = Duration.ofMinutes(1);

    private final String what;
    private long sayAt = System.nanoTime();

    /** @param what is held up, for the log */
    PassingFaults(String what) {
        this.what = what;
    }

    static boolean passes(KafkaException fault) {
        return fault instanceof RetriableException
                || fault instanceof AuthorizationException
                || fault instanceof AuthenticationException;
    }

    /** Waits a moment; throws what does not pass. */
    void waitOut(KafkaException fault) {
        if (!passes(fault)) {
            throw fault;
        }
        say(fault);
        LockSupport.parkNanos(this, PAUSE.toNanos());
    }

    private void say(KafkaException fault) {
        long now = System.nanoTime();
        if (now - sayAt >= 0) {
            sayAt = now + SAY_AGAIN.toNanos();
            LOG.atWarn()
                    .addKeyValue("reader", what)
                    .addKeyValue("error", fault.toString())
                    .log("Kafka cannot be read, will be tried again");
        }
    }
}
