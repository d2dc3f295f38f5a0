package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagsTest {
    private static final TopicPartition FIRST = new TopicPartition("t", 0);
    private static final TopicPartition SECOND = new TopicPartition("t", 1);

    @Test
    void shouldCountAPartitionWithoutACommitFromItsBeginning() {
        GroupLag.TopicLag lag = Lags.lag(
                "t",
                Map.of(FIRST, new OffsetAndMetadata(7)),
                Map.of(FIRST, 0L, SECOND, 3L),
                Map.of(FIRST, 10L, SECOND, 8L));

        assertThat(lag).isEqualTo(new GroupLag.TopicLag("t", 18, 8, 1));
    }

    @Test
    void shouldNotMissACommitWhereThereIsNothingToFinish() {
        GroupLag.TopicLag lag = Lags.lag("t", Map.of(), Map.of(FIRST, 5L), Map.of(FIRST, 5L));

        assertThat(lag).isEqualTo(new GroupLag.TopicLag("t", 5, 0, 0));
    }

    @Test
    void shouldCountWhatRetentionTookAsGone() {
        GroupLag.TopicLag lag =
                Lags.lag("t", Map.of(FIRST, new OffsetAndMetadata(2)), Map.of(FIRST, 6L), Map.of(FIRST, 9L));

        assertThat(lag.behind()).isEqualTo(3);
    }
}
