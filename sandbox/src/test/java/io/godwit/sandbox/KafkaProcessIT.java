package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaProcessIT {
    @Test
    void shouldHaveAcknowledgedRecordsAgainAfterKillAndRestart() throws Exception {
        try (KafkaServer server = Sandbox.startKafka(KafkaOptions.inProcess());
                KafkaRecords records = new KafkaRecords(server, "kept")) {
            records.write("one");
            server.kill();
            assertThat(server.isRunning()).isFalse();

            server.restart();
            records.write("two");

            assertThat(records.readAll(2)).containsExactly("one", "two");
        }
    }
}
