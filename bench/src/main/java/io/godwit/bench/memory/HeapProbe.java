package io.godwit.bench.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks another JVM of this machine what of its heap is in use, with the JDK's {@code jcmd}. */
final class HeapProbe {
    private static final Pattern USED = Pattern.compile("total .*?\\bused (\\d+)K");

    private final Path commands;

    /** @param directory where the commands may lie */
    HeapProbe(Path directory) {
        try {
            this.commands = Files.writeString(directory.resolve("heap.jcmd"), "GC.run\nGC.heap_info\n");
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be written", e);
        }
    }

    /** MiB that a full collection leaves; empty when the process did not answer. */
    Optional<Double> live(long pid) throws InterruptedException {
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/jcmd",
                "-J-XX:+UseSerialGC",
                "-J-XX:TieredStopAtLevel=1",
                String.valueOf(pid),
                "-f",
                commands.toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return used(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd cannot be run", e);
        }
    }

    /** Some collectors tell each generation by itself. */
    static Optional<Double> used(String heapInfo) {
        List<Double> parts = USED.matcher(heapInfo)
                .results()
                .map(part -> Long.parseLong(part.group(1)) / 1024.0)
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.stream().mapToDouble(Double::doubleValue).sum());
    }
}
