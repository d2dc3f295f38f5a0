package io.godwit.sandbox;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Kafka's form of a cluster id: a UUID in 22 characters, which must not start with a dash. */
final class ClusterId {
    private ClusterId() {}

    static String random() {
        while (true) {
            UUID id = UUID.randomUUID();
            byte[] bytes = ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            if (!text.startsWith("-")) {
                return text;
            }
        }
    }
}
