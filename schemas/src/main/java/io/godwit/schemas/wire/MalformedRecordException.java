package io.godwit.schemas.wire;

import org.jspecify.annotations.Nullable;

/**
 * These bytes are not a value of the expected type and never will be: too short, another magic byte, an id that nobody
 * gave out, or a body that its schema cannot explain. The message names what was found, never the body. Not retriable: a
 * record like this belongs among the dead letters.
 */
public final class MalformedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
        this(message, null);
    }

    MalformedRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
