package io.godwit.app.line;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.KafkaUnavailableException;
import io.godwit.flow.TopicAdmin;
import io.godwit.schemas.Topics;
import java.time.Duration;

/** The topics of the line: whoever comes first makes them. */
public final class LineTopics {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private LineTopics() {}

    /**
     * Makes what is missing of them; blocks.
     *
     * @throws KafkaUnavailableException when Kafka does not answer; to be tried again
     */
    public static void ensure(ClientProperties kafka, Topics topics) {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.requireAnswer(ANSWER);
            admin.ensure(topics.migrationWide());
        }
    }
}
