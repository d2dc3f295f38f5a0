package io.godwit.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * How a server's own JVM is sized.
 *
 * @param heapMegabytes the most its heap may take, in MiB
 * @param flags further flags
 */
public record Jvm(int heapMegabytes, List<String> flags) {
    private static final List<String> ALWAYS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true");

    /** Copies. */
    public Jvm {
        if (heapMegabytes < 32) {
            throw new IllegalArgumentException("heapMegabytes is " + heapMegabytes + "; must be at least 32");
        }
        flags = List.copyOf(flags);
    }

    /** Starts fast and stays small: one compiler tier, serial collector. */
    public static Jvm quick(int heapMegabytes) {
        return new Jvm(heapMegabytes, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    /** Runs at full speed once it is warm: both compiler tiers, parallel collector, all of its heap from the start. */
    public static Jvm fast(int heapMegabytes) {
        return new Jvm(heapMegabytes, List.of("-XX:+UseParallelGC", "-Xms" + heapMegabytes + "m"));
    }

    /** The same with one more flag. */
    public Jvm with(String flag) {
        List<String> more = new ArrayList<>(flags);
        more.add(flag);
        return new Jvm(heapMegabytes, more);
    }

    /** The start of a command line: the {@code java} of this JVM with all flags. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-Xms" + Math.min(64, heapMegabytes) + "m");
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(ALWAYS);
        command.addAll(flags);
        return command;
    }
}
