package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaProcessIT {
    private static KafkaServer server;

    @BeforeAll
    static void start() {
        server = Sandbox.startKafka(KafkaOptions.inProcess());
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void shouldHaveAcknowledgedRecordsAgainAfterKillAndRestart() throws Exception {
        try (KafkaRecords records = KafkaRecords.in(server, "kept")) {
            records.write("one");
            server.kill();
            assertThat(server.isRunning()).isFalse();

            server.restart();
            records.write("two");

            assertThat(records.readAll(2)).containsExactly("one", "two");
        }
    }

    @Test
    void shouldBeSilentWhileFrozenAndGoOnAfterwards() throws Exception {
        try (KafkaRecords records = KafkaRecords.in(server, "frozen")) {
            records.write("before");
            server.freeze();
            Future<?> acknowledged = records.send("meanwhile");
            await().during(Duration.ofMillis(300)).until(() -> !acknowledged.isDone());
            assertThat(server.isRunning()).isTrue();

            server.thaw();

            assertThat(records.readAll(2)).containsExactly("before", "meanwhile");
            assertThat(acknowledged).succeedsWithin(Duration.ofSeconds(60));
        }
    }

    @Test
    void shouldLeaveTheInterruptOfATerminalToItsParent() throws Exception {
        try (KafkaRecords records = KafkaRecords.in(server, "interrupted")) {
            List<String> children = ProcessHandle.current()
                    .children()
                    .map(child -> Long.toString(child.pid()))
                    .toList();
            List<String> command = new ArrayList<>(List.of("kill", "-INT"));
            command.addAll(children);
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();

            records.write("one");

            assertThat(records.readAll(1)).containsExactly("one");
            assertThat(server.isRunning()).isTrue();
        }
    }
}
