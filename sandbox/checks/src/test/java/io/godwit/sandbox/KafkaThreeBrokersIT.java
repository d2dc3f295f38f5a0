package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaThreeBrokersIT {
    @Test
    void shouldKeepAcknowledgedRecordsAndTakeMoreWhenTheLeaderIsKilled() throws Exception {
        try (KafkaServer cluster = Sandbox.startKafka(KafkaOptions.inProcess().brokers(3));
                KafkaRecords records = KafkaRecords.in(cluster, "led")) {
            records.write("one");
            int leader = records.leader();

            cluster.brokers().get(leader - 1).kill();
            records.write("two");

            assertThat(records.leader()).isNotEqualTo(leader);
            assertThat(records.readAll(2)).containsExactly("one", "two");
            assertThat(cluster.isRunning()).isFalse();
            cluster.brokers().get(leader - 1).restart();
            assertThat(cluster.isRunning()).isTrue();
        }
    }
}
