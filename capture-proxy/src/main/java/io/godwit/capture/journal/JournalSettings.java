package io.godwit.capture.journal;

import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.util.Map;

/**
 * How the journal writes.
 *
 * @param identity who records
 * @param kafka client properties: bare ones, and {@code producer.} ones that win over them
 * @param wire how values are written
 * @param delivery how long Kafka may take for one record
 * @param maxBufferedBytes captured bytes in memory above which connections wait
 * @param maxUnsettled exchanges whose outcome waits for Kafka above which mutations are refused
 */
public record JournalSettings(
        ProxyIdentity identity,
        Map<String, String> kafka,
        Wire wire,
        Duration delivery,
        long maxBufferedBytes,
        int maxUnsettled) {
    public JournalSettings {
        kafka = Map.copyOf(kafka);
    }
}
