package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.capture.CaptureSettings.JournalLimits;
import io.godwit.capture.http.HttpLimits;
import io.godwit.capture.http.HttpTimeouts;
import io.godwit.capture.http.Upstream;
import io.godwit.capture.journal.DataDirectory;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureSettingsTest {
    private static final Upstream SOURCE = new Upstream(URI.create("http://a:9200"), false);
    private static final Upstream TARGET = new Upstream(URI.create("http://b:9200"), true);

    @Test
    void shouldHaveUsualValues() {
        CaptureSettings usual = usual();

        assertThat(usual.front().listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(usual.start().side()).isEqualTo(Side.SOURCE);
        assertThat(usual.start().epoch()).isZero();
        assertThat(usual.sealed()).isFalse();
        assertThat(usual.sides().rewriteTypedPaths()).isTrue();
        assertThat(usual.journal().delivery()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void shouldChangeOneThingAtATime() {
        InetSocketAddress listen = InetSocketAddress.createUnresolved("proxy", 9201);
        JournalLimits journal = new JournalLimits(Duration.ofSeconds(1), 2 << 20, 7);
        CaptureSettings changed = usual().withListen(listen)
                .withStart(Side.TARGET, 3, Topics.of("m").back())
                .withSealed(true)
                .withRewriteTypedPaths(false)
                .withJournal(journal);

        assertThat(changed.front().listen()).isEqualTo(listen);
        assertThat(changed.front().limits()).isEqualTo(HttpLimits.DEFAULT);
        assertThat(changed.start().side()).isEqualTo(Side.TARGET);
        assertThat(changed.start().flow().flow()).isEqualTo("m.back");
        assertThat(changed.sealed()).isTrue();
        assertThat(changed.sides().rewriteTypedPaths()).isFalse();
        assertThat(changed.sides().source()).isEqualTo(SOURCE);
        assertThat(changed.journal()).isEqualTo(journal);
        assertThat(changed.name()).isEqualTo("p");
    }

    @Test
    void shouldRefuseValuesThatCannotWork() {
        assertThatThrownBy(() -> new JournalLimits(Duration.ofMillis(1), 2 << 20, 1))
                .hasMessageContaining("must be at least 500 ms");
        assertThatThrownBy(() -> new JournalLimits(Duration.ofSeconds(1), 1, 1)).hasMessageContaining("1 MiB");
        assertThatThrownBy(() -> new HttpLimits(0, 1, 1, 1, 1)).hasMessageContaining("max connections is 0");
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new HttpTimeouts(second, Duration.ZERO, second, second, second, second, second))
                .hasMessageContaining("body time-out");
        assertThatThrownBy(() -> usual().withStart(Side.SOURCE, 128, Topics.of("m")))
                .hasMessageContaining("epoch is 128");
    }

    @Test
    void shouldLetGoOfTheDirectoryWhenTheProxyCannotStart(@TempDir Path data) throws IOException {
        Map<String, String> unsafe = Map.of("bootstrap.servers", "k:9092", "acks", "1");
        CaptureSettings settings = CaptureSettings.of("p", SOURCE, TARGET, Topics.of("m"), unsafe, data);

        assertThatThrownBy(() -> CaptureProxy.start(settings)).hasMessageContaining("acks");

        DataDirectory.open(data, Instant.now()).close();
        Files.createDirectory(data.resolve("gaps").resolve("no-file@m.gaps.gap"));
        CaptureSettings sound = CaptureSettings.of(
                "p", SOURCE, TARGET, Topics.of("m"), Map.of("bootstrap.servers", "localhost:1"), data);
        assertThatThrownBy(() -> CaptureProxy.start(sound)).hasMessageContaining("cannot be read");
        DataDirectory.open(data, Instant.now()).close();
    }

    private static CaptureSettings usual() {
        return CaptureSettings.of(
                "p", SOURCE, TARGET, Topics.of("m"), Map.of("bootstrap.servers", "k:9092"), Path.of("unused"));
    }
}
