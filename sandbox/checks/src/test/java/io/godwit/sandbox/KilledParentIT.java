package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user's process leaves behind when it is killed: its data, and nothing that runs. */
class KilledParentIT {
    @Test
    void shouldTakeItsServersAlongAndStartThemAgainOnTheSameDataAndPorts(@TempDir Path data) throws Exception {
        Process parent = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.godwit.sandbox.KilledParent",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String address;
        List<ProcessHandle> children;
        try (BufferedReader output = parent.inputReader()) {
            address = output.lines()
                    .filter(line -> line.startsWith("serving "))
                    .findFirst()
                    .orElseThrow()
                    .substring("serving ".length());
            children = parent.descendants().toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(2);
        } finally {
            parent.destroyForcibly();
        }

        try (KafkaServer again = Sandbox.startKafka(KafkaOptions.inProcess().data(data));
                KafkaRecords records = new KafkaRecords(again.bootstrapServers(), "kept")) {
            assertThat(again.bootstrapServers()).isEqualTo(address);
            assertThat(records.readAll(1)).containsExactly("one");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
}
