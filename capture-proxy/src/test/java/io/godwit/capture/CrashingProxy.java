package io.godwit.capture;

import io.godwit.capture.http.Upstream;
import io.godwit.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A proxy in a process of its own, for a test to kill: side, bootstrap servers, flow, data directory. */
final class CrashingProxy {
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
}
