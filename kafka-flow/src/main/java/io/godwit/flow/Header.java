package io.godwit.flow;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A header of a record. The array is not copied: it must not be changed.
 *
 * @param name as on the record
 * @param value bytes as on the record
 */
public record Header(String name, byte @Nullable [] value) {
    public static Header of(String name, String value) {
        return new Header(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
