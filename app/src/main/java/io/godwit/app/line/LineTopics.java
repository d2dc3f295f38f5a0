package io.godwit.app.line;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.KafkaUnavailableException;
import io.godwit.flow.TopicAdmin;
import io.godwit.schemas.Topics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of the line: whoever comes first makes them. */
public final class LineTopics {
    private static final Logger LOG = LoggerFactory.getLogger(LineTopics.class);
    private static final long RETRY_SECONDS = 2;

    private LineTopics() {}

    /**
     * Waits until they are there, and for a Kafka that does not answer; blocks.
     *
     * @return false when {@code ending} came before
     */
    public static boolean awaitThere(ClientProperties kafka, Topics topics, CountDownLatch ending)
            throws InterruptedException {
        do {
            try (TopicAdmin admin = TopicAdmin.open(kafka)) {
                admin.ensure(topics.migrationWide());
                return true;
            } catch (KafkaUnavailableException e) {
                LOG.atWarn().addKeyValue("error", e.getMessage()).log("waiting for Kafka");
            }
        } while (!ending.await(RETRY_SECONDS, TimeUnit.SECONDS));
        return false;
    }
}
