package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheTest {
    private final String name = "tests/" + UUID.randomUUID();
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void tidy() throws IOException {
        Path entry = Cache.directory(name, into -> {});
        Directories.delete(entry);
        Files.deleteIfExists(entry.resolveSibling(entry.getFileName() + ".lock"));
    }

    @Test
    void shouldMakeAnEntryOnceHoweverManyAsk() {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 32).forEach(any -> threads.execute(() -> Cache.directory(name, this::fill)));
        }

        assertThat(Cache.directory(name, this::fill).resolve("content")).hasContent("whole");
        assertThat(made).hasValue(1);
    }

    @Test
    void shouldLeaveNothingOfAnEntryThatFailed() {
        assertThatThrownBy(() -> Cache.directory(name, into -> {
                    Files.writeString(into.resolve("content"), "half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining("disk full");

        assertThat(Cache.directory(name, this::fill).resolve("content")).hasContent("whole");
    }

    private void fill(Path into) throws IOException {
        made.incrementAndGet();
        Files.writeString(into.resolve("content"), "whole");
    }
}
