package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPropertiesTest {
    private static final String BOOTSTRAP = "bootstrap.servers";

    @Test
    void shouldLetPrefixedSettingsWinOverBareOnesAndBareOnesOverOurs() {
        ClientProperties kafka = ClientProperties.from(Map.of(
                BOOTSTRAP,
                "h:1",
                "linger.ms",
                "7",
                "producer.linger.ms",
                "9",
                "consumer.client.id",
                "c",
                "main.consumer.client.id",
                "s"));

        assertThat(kafka.producer(Map.of("linger.ms", 5, "batch.size", 1)))
                .containsEntry("linger.ms", "9")
                .containsEntry("batch.size", 1)
                .containsEntry(BOOTSTRAP, "h:1")
                .doesNotContainKeys("client.id", "main.consumer.client.id");
        assertThat(kafka.consumer(Map.of())).containsEntry("linger.ms", "7").containsEntry("client.id", "c");
        assertThat(kafka.admin(Map.of())).doesNotContainKey("consumer.client.id");
    }

    @Test
    void shouldRefuseAMissingBroker() {
        assertThatThrownBy(() -> ClientProperties.from(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bootstrap.servers is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "acks,1",
        "producer.acks,0",
        "producer.enable.idempotence,false",
        "consumer.enable.auto.commit,true",
        "isolation.level,read_uncommitted",
        "consumer.auto.offset.reset,latest",
        "producer.max.in.flight.requests.per.connection,6",
        "group.id,x",
        "producer.transactional.id,x",
        "consumer.value.deserializer,x",
        "interceptor.classes,x",
        "admin.metric.reporters,x",
        "ssl.engine.factory.class,x",
        "partitioner.ignore.keys,true",
        "producer.partitioner.class,x",
        "partitioner.availability.timeout.ms,1",
        "main.consumer.auto.offset.reset,latest",
        "restore.consumer.isolation.level,read_uncommitted",
        "global.consumer.enable.auto.commit,true",
        "processing.exception.handler,x",
        "default.deserialization.exception.handler,x",
        "production.exception.handler,x",
    })
    void shouldRefuseWhatIsUnsafe(String key, String value) {
        assertThatThrownBy(() -> ClientProperties.from(Map.of(BOOTSTRAP, "h:1", key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + " is '" + value + "'; must")
                .hasMessageContaining("because");
    }

    @Test
    void shouldAcceptSafeValuesOfTheSameSettings() {
        ClientProperties kafka = ClientProperties.from(Map.of(
                BOOTSTRAP, "h:1", "acks", "all", "enable.auto.commit", "false", "isolation.level", "read_committed"));

        assertThat(kafka.bootstrapServers()).isEqualTo("h:1");
    }

    @Test
    void shouldNameAllProblemsTogether() {
        assertThatThrownBy(() -> ClientProperties.from(Map.of("acks", "1", "group.id", "x")))
                .hasMessageContaining("bootstrap.servers")
                .hasMessageContaining("acks")
                .hasMessageContaining("group.id");
    }

    @Test
    void shouldNeverShowSecrets() {
        String jaas = "com.sun.security.auth.module.JndiLoginModule required password=\"canary\";";
        ClientProperties kafka = ClientProperties.from(Map.of(
                BOOTSTRAP, "h:1", "ssl.keystore.password", "canary", "sasl.oauthbearer.token.endpoint.url", "u"));

        assertThat(kafka.toString()).doesNotContain("canary").contains("ssl.keystore.password=[hidden]", "=u");
        assertThatThrownBy(() -> ClientProperties.from(Map.of(BOOTSTRAP, "h:1", "sasl.jaas.config", jaas)))
                .hasMessageContaining("JNDI")
                .hasMessageNotContaining("canary");
    }
}
