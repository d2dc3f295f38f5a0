package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several groups at once, on a real broker. */
class LagsIT {
    @Test
    void shouldTellHowFarEachGroupIsBehindOnItsTopic() {
        String first = Broker.topic("first", 1);
        String second = Broker.topic("second", 3);
        GroupTopic settled = new GroupTopic(Broker.name("settled"), first);
        GroupTopic begun = new GroupTopic(Broker.name("begun"), first);
        GroupTopic never = new GroupTopic(Broker.name("never"), second);
        Broker.publish(first, List.of("a", "b", "c"));
        Broker.publish(second, List.of("a", "b", "c", "d"));
        try (Lags lags = Lags.open(Broker.kafka())) {
            lags.settle(settled.groupId(), first, 3);
            lags.settle(begun.groupId(), first, 1);

            assertThat(lags.behind(List.of(settled, begun, never)))
                    .isEqualTo(Map.of(settled, 0L, begun, 2L, never, 4L));
            Broker.publish(first, List.of("d"));
            assertThat(lags.behind(List.of(settled))).isEqualTo(Map.of(settled, 1L));
        }
    }

    @Test
    void shouldTellUpToWhereAGroupHasFinishedATopic() {
        String topic = Broker.topic("finished", 1);
        String other = Broker.topic("other", 1);
        String group = Broker.name("group");
        Broker.publish(topic, List.of("a", "b"));
        try (Lags lags = Lags.open(Broker.kafka())) {
            lags.settle(group, topic, 1);
            lags.settle(group, other, 0);

            assertThat(lags.finished(group, topic)).isEqualTo(Map.of(0, 1L));
            assertThat(lags.finished(Broker.name("nobody"), topic)).isEmpty();
        }
    }

    @Test
    void shouldNotTakeATopicThatIsNotThereForDone() {
        GroupTopic nothing = new GroupTopic("nobody", Broker.name("absent"));
        try (Lags lags = Lags.open(Broker.kafka())) {
            assertThatThrownBy(() -> lags.behind(List.of(nothing)))
                    .isInstanceOf(KafkaUnavailableException.class)
                    .hasMessageContaining(nothing.topic());
        }
    }
}
