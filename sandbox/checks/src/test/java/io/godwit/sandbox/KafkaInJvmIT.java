package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaInJvmIT {
    @Test
    void shouldKeepDataAndAddressOverStopAndStartInTheSameDirectory(@TempDir Path data) throws Exception {
        String address;
        try (KafkaServer first = Sandbox.startKafka(KafkaOptions.inJvm().data(data));
                KafkaRecords records = KafkaRecords.in(first, "kept")) {
            address = first.bootstrapServers();
            records.write("one");
            assertThatThrownBy(first::kill).isInstanceOf(UnsupportedOperationException.class);
        }

        try (KafkaServer second = Sandbox.startKafka(KafkaOptions.inJvm().data(data));
                KafkaRecords records = new KafkaRecords(second.bootstrapServers(), "kept")) {
            records.write("two");

            assertThat(second.bootstrapServers()).isEqualTo(address);
            assertThat(records.readAll(2)).containsExactly("one", "two");
        }
    }

    @Test
    void shouldKeepTheBrokersClassesOffThisClassPath() {
        assertThatThrownBy(() -> Class.forName("kafka.server.KafkaRaftServer"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> Class.forName("scala.Option")).isInstanceOf(ClassNotFoundException.class);
    }
}
