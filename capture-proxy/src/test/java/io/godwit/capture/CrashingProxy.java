package io.godwit.capture;

import static org.awaitility.Awaitility.await;

import io.godwit.capture.http.Upstream;
import io.godwit.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A proxy in a process of its own, for a test to kill: side, bootstrap servers, flow, data directory. */
final class CrashingProxy {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private CrashingProxy() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Upstream side = new Upstream(URI.create(args[0]), true);
        Path data = Path.of(args[3]);
        CaptureProxy proxy = CaptureProxy.start(CaptureSettings.of(
                "p", side, side, new Topics(args[2], 4), Map.of("bootstrap.servers", args[1]), data));
        proxy.startCapturing();
        Path port = data.resolve("port");
        Files.writeString(
                port.resolveSibling("port.tmp"), String.valueOf(proxy.address().getPort()));
        Files.move(port.resolveSibling("port.tmp"), port);
        Thread.currentThread().join();
    }

    /** Starts it between the rig's source and Kafka, in the place of the rig's own proxy, which must be closed. */
    static Process start(Rig rig, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(options));
        command.addAll(List.of(
                CrashingProxy.class.getName(),
                rig.source.address().toString(),
                rig.kafka().bootstrapServers(),
                rig.flow.flow(),
                rig.data().toString()));
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, as soon as it captures. */
    static InetSocketAddress awaitAddress(Path data) {
        Path file = data.resolve("port");
        await().atMost(PATIENCE).until(() -> Files.exists(file));
        try {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
