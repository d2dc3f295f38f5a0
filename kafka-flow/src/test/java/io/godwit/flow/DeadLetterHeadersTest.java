package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterHeadersTest {
    private static final RecordOrigin ORIGIN = new RecordOrigin(
            new Lane("m.edits", 0),
            3,
            42,
            Instant.EPOCH,
            new byte[0],
            List.of(Header.of("traceparent", "00-1"), Header.of("__connect.errors.stage", "old")));

    @Test
    void shouldUseConnectsNamesAndKeepTheRecordsOwnHeaders() {
        Throwable cause = new IllegalStateException("no such field", new RuntimeException("deep"));

        Map<String, String> headers = headers(cause);

        assertThat(headers)
                .containsEntry("traceparent", "00-1")
                .containsEntry("__connect.errors.topic", "m.edits")
                .containsEntry("__connect.errors.partition", "3")
                .containsEntry("__connect.errors.offset", "42")
                .containsEntry("__connect.errors.connector.name", "replayer")
                .containsEntry("__connect.errors.task.id", "0")
                .containsEntry("__connect.errors.stage", "apply")
                .containsEntry("__connect.errors.class.name", DeadLetterHeadersTest.class.getName())
                .containsEntry("__connect.errors.exception.class.name", IllegalStateException.class.getName())
                .containsEntry("__connect.errors.exception.message", "no such field")
                .hasSize(11);
        assertThat(headers.get("__connect.errors.exception.stacktrace"))
                .contains("IllegalStateException: no such field", "Caused by: java.lang.RuntimeException: deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://elastic:canary@host:9200/a failed",
                "GET http://elastic:a/canary@host:9200/a failed",
                "GET http://elastic:a@canary@host:9200/a failed",
                "header Authorization: Basic canary was refused",
                "header authorization=Bearer canary,",
                "{\"password\":\"canary\",\"a\":1}",
                "sasl.jaas.config: module required password='canary';",
                "X-Api-Key: canary",
                "Cookie: canary",
                "ApiKey canary"
            })
    void shouldHideSecrets(String message) {
        Map<String, String> headers = headers(new IllegalStateException(message, new RuntimeException(message)));

        assertThat(headers.values()).noneMatch(value -> value.contains("canary"));
        assertThat(headers.get("__connect.errors.exception.message")).contains("[hidden]");
    }

    @Test
    void shouldHideASecretThatIsCut() {
        String message = "x".repeat(4_070) + " http://elastic:canary" + "y".repeat(100) + "@host:9200/a";

        assertThat(headers(new IllegalStateException(message)).get("__connect.errors.exception.message"))
                .hasSizeLessThanOrEqualTo(4_097)
                .doesNotContain("canary");
    }

    @Test
    void shouldBoundWhatItSays() {
        Map<String, String> headers = headers(new IllegalStateException("x".repeat(100_000)));

        assertThat(headers.get("__connect.errors.exception.message")).hasSize(4_097);
        assertThat(headers.get("__connect.errors.exception.stacktrace")).hasSize(32_769);
    }

    private static Map<String, String> headers(Throwable cause) {
        Map<String, String> headers = new HashMap<>();
        DeadLetterHeaders.of(ORIGIN, "replayer", "apply", cause)
                .forEach(header -> headers.put(
                        header.name(), new String(Objects.requireNonNull(header.value()), StandardCharsets.UTF_8)));
        return headers;
    }
}
