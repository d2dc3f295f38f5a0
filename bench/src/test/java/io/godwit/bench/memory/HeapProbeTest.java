package io.godwit.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapProbeTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void shouldAskARunningJvm() throws InterruptedException {
        long pid = ProcessHandle.current().pid();

        assertThat(new HeapProbe(directory).live(pid))
                .hasValueSatisfying(live -> assertThat(live).isBetween(0.5, 700.0));
    }

    @Test
    void shouldReadTheHeapOfEachCollector() {
        assertThat(HeapProbe.used(
                        " garbage-first heap   total reserved 262144K, committed 262144K, used 2048K [0x1,0x2)"))
                .hasValue(2.0);
        assertThat(HeapProbe.used(" DefNew    total 9792K, used 1024K [a)\n Tenured    total 1K, used 512K"
                        + "\n Metaspace       used 10K, committed 11K"))
                .hasValue(1.5);
        assertThat(HeapProbe.used("no such process")).isEmpty();
    }
}
