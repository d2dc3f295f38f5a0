package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaRegistryIT {
    @Test
    void shouldHaveAcknowledgedSchemasAgainAfterKillAndRestart() throws Exception {
        try (RegistryServer registry = Sandbox.startSchemaRegistry();
                Requests requests = new Requests(registry.address())) {
            String answer = requests.send("POST", "/subjects/bird/versions", "{\"schema\":\"\\\"string\\\"\"}");

            registry.kill();
            registry.restart();

            assertThat(requests.send("POST", "/subjects/bird/versions", "{\"schema\":\"\\\"string\\\"\"}"))
                    .isEqualTo(answer);
            assertThat(requests.send("GET", "/subjects/bird/versions", "")).isEqualTo("[1]");
        }
    }
}
