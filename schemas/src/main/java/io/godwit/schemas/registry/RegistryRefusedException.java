package io.godwit.schemas.registry;

/** The registry answered, and not with what was asked for: an incompatible schema, an unregistered one, no right. */
public final class RegistryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RegistryRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** HTTP status: 409 for an incompatible schema, 404 for one that is not registered. */
    public int status() {
        return status;
    }
}
