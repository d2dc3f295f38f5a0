package io.godwit.bench.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What everything ran on.
 *
 * @param cores that the JVM may use
 * @param memoryBytes of the whole machine; 0 where it is not told
 * @param processor as the operating system calls it
 */
public record Machine(int cores, long memoryBytes, String processor, String system, String jdk) {
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.+)");

    /** This one. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(find(TOTAL, "/proc/meminfo", "0")) * 1024,
                find(MODEL, "/proc/cpuinfo", "unknown processor"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /** How busy it was in the last minute, in cores; {@code unknown} where it is not told. */
    public static String load() {
        return find(Pattern.compile("(\\S+)"), "/proc/loadavg", "unknown");
    }

    private static String find(Pattern pattern, String file, String otherwise) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(Path.of(file)));
            return matcher.find() ? matcher.group(1) : otherwise;
        } catch (IOException e) {
            return otherwise;
        }
    }
}
