package io.godwit.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for content, to tell entries of the cache apart. */
final class Fingerprint {
    private static final int BYTES = 6;

    private final MessageDigest digest;

    Fingerprint() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Fingerprint with(String text) {
        return with(text.getBytes(StandardCharsets.UTF_8));
    }

    Fingerprint with(byte[] bytes) {
        digest.update(bytes);
        digest.update((byte) 0);
        return this;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
