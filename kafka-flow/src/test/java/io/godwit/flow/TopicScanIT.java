package io.godwit.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.flow.TopicScan.Extent;
import io.godwit.flow.TopicScan.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicScanIT {
    private final List<String> found = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    @Test
    void shouldReadAllThereIsAndEnd() {
        String topic = Broker.topic("scan", 3);
        List<String> values =
                IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();
        Broker.publish(topic, values);

        scan(Extent.whole(topic));

        assertThat(found).containsExactlyInAnyOrderElementsOf(values);
        assertThat(ends).endsWith(5_000L).containsOnly(5_000L);
    }

    @Test
    void shouldReadOnlyThePartitionsOfItsKeys() {
        String topic = Broker.topic("keyed", 3);
        Broker.publish(topic, List.of("a", "b", "c", "d", "e", "f", "a"));

        scan(new Extent(topic, Optional.of(Set.of("a")), Optional.empty()));

        assertThat(found).containsExactly("a", "a");
        assertThat(ends.getLast()).isBetween(2L, 6L);
    }

    @Test
    void shouldReadFromATimeOn() {
        String topic = Broker.topic("since", 2);
        Broker.publish(topic, List.of("a", "b"));

        scan(new Extent(topic, Optional.empty(), Optional.of(Instant.now().plusSeconds(60))));
        assertThat(found).isEmpty();
        scan(new Extent(topic, Optional.empty(), Optional.of(Instant.now().minusSeconds(3_600))));

        assertThat(found).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void shouldEndAtOnceWhereThereIsNothing() {
        scan(Extent.whole(Broker.topic("nothing", 2)));

        assertThat(found).isEmpty();
        assertThat(ends).containsExactly(0L);
    }

    @Test
    void shouldRefuseATopicThatDoesNotExist() {
        assertThatThrownBy(() -> scan(Extent.whole("nowhere"))).isInstanceOf(FlowSetupException.class);
    }

    private void scan(Extent extent) {
        TopicScan.read(Broker.kafka(), extent, new TopicScan.Listener() {
            @Override
            public void found(Found one) {
                found.add(one.value() == null ? "null" : new String(one.value(), UTF_8));
            }

            @Override
            public void passed(long records, long all) {
                ends.add(all);
            }
        });
    }
}
