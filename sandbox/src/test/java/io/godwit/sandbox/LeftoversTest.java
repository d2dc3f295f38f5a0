package io.godwit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @Test
    void shouldRemoveOnlyWhatADeadProcessOwned(@TempDir Path parent) throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path orphan = directory(parent, "godwit-orphan");
        Files.writeString(orphan.resolve("owner"), Long.toString(dead.pid()));
        Path mine = directory(parent, "godwit-mine");
        Leftovers.claim(mine);
        Path foreign = directory(parent, "other-orphan");
        Files.writeString(foreign.resolve("owner"), Long.toString(dead.pid()));
        Path unmarked = directory(parent, "godwit-unmarked");

        Leftovers.sweep(parent, "godwit-");

        assertThat(orphan).doesNotExist();
        assertThat(mine).exists();
        assertThat(foreign).exists();
        assertThat(unmarked).exists();
    }

    private static Path directory(Path parent, String name) throws IOException {
        Path made = Files.createDirectory(parent.resolve(name));
        Files.writeString(made.resolve("data"), "data");
        return made;
    }
}
