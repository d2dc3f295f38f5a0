package io.godwit.trial.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is remembered of a document at rest: two with equal hashes hold the same. */
record Held(long hash, long moreHash) {
    static Held of(Found found) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Canonical.text(found.source()).getBytes(StandardCharsets.UTF_8));
            ByteBuffer buffer = ByteBuffer.wrap(digest);
            return new Held(buffer.getLong(), buffer.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean sameAs(Held other) {
        return hash == other.hash && moreHash == other.moreHash;
    }
}
