package io.godwit.flow;

/**
 * Topics are not as they must be: missing, another number of partitions, another setting. The message names each topic,
 * what was found, what is wanted and how to mend it. Nothing was read or written.
 */
public final class FlowSetupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FlowSetupException(String message) {
        super(message);
    }
}
