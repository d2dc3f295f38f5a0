package io.godwit.console.verify;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Entries for tests. */
final class Entries {
    private Entries() {}

    static Entry entry(String id, @Nullable String routing, long version, long seqNo, long hash) {
        return new Entry(utf8(id), routing == null ? null : utf8(routing), version, 1, seqNo, hash, ~hash);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
