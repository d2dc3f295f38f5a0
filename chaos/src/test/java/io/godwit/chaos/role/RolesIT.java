package io.godwit.chaos.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Queue<Ending> endings = new ConcurrentLinkedQueue<>();
    private Roles roles;

    @BeforeEach
    void start() throws Exception {
        Path config = Files.writeString(directory.resolve("one.properties"), "one");
        RoleSpec spec = new RoleSpec("one", "replayer", config, directory.resolve("one.log"));
        Launcher launcher = new Launcher(
                List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                List.of("-cp", System.getProperty("java.class.path"), ChildRole.class.getName()));
        roles = Roles.start(launcher, List.of(spec), _ -> Launch.PLAIN, endings::add);
        assertThat(roles.awaitReady(PATIENCE)).isEmpty();
    }

    @AfterEach
    void stop() {
        roles.close();
    }

    @Test
    void shouldStartAKilledProcessAgain() throws Exception {
        roles.kill("one");
        await().atMost(PATIENCE).until(() -> !endings.isEmpty());

        assertThat(endings.peek().cause()).isEqualTo(Ending.Cause.KILLED);
        assertThat(roles.awaitReady(PATIENCE)).isEmpty();
        assertThat(output()).containsExactly("godwit replayer one: ready", "godwit replayer one: ready");
    }

    @Test
    void shouldTellACrashPointFromAnEndThatNobodyAskedFor() throws Exception {
        roles.restart("one", Launch.crashingAt("somewhere", 1));
        await().atMost(PATIENCE).until(() -> endings.size() == 2);
        assertThat(roles.awaitReady(PATIENCE)).isEmpty();
        Files.createFile(directory.resolve("fail"));
        roles.kill("one");
        await().atMost(PATIENCE).until(() -> endings.size() >= 4);

        assertThat(endings)
                .extracting(Ending::cause)
                .startsWith(Ending.Cause.KILLED, Ending.Cause.CRASHED, Ending.Cause.KILLED, Ending.Cause.BY_ITSELF);
        assertThat(endings).extracting(Ending::exitCode).contains(3);
        assertThat(endings).extracting(Ending::crashPoint).startsWith(null, "somewhere", null);
    }

    @Test
    void shouldWakeUpWhatStandsStillBeforeItAsksItToEnd() throws Exception {
        roles.freeze("one", true);

        List<String> late = roles.stop(Duration.ofSeconds(30));

        assertThat(late).isEmpty();
        await().atMost(PATIENCE).until(() -> !endings.isEmpty());
        // what a JVM without a handler of its own makes of SIGTERM
        assertThat(endings.peek().exitCode()).isEqualTo(143);
    }

    private List<String> output() throws Exception {
        return Files.readAllLines(directory.resolve("one.log")).stream()
                .filter(line -> line.startsWith("godwit"))
                .toList();
    }
}
