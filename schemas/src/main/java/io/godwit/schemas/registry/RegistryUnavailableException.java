package io.godwit.schemas.registry;

import org.jspecify.annotations.Nullable;

/** No usable answer came from the registry, tried several times. Later the same question may be answered. */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
