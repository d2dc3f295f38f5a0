package io.godwit.sandbox;

import java.nio.file.Path;

/**
 * A real server that was started here, reachable on loopback only.
 *
 * <p>It dies with this JVM, however that ends. Its methods may be called from any thread; the ones that start something
 * return when the server answers again, and throw {@link ServerFailedException} with the end of its log when it does not.
 * Addresses stay the same over {@link #kill()} and {@link #restart()}.
 */
public interface Server extends AutoCloseable {
    /** Ends it without any chance to tidy up (SIGKILL); returns when it is gone. */
    void kill();

    /** Makes it stand still with its connections open (SIGSTOP): a peer sees silence, not an error. */
    void freeze();

    /** Lets it go on after {@link #freeze()} (SIGCONT). */
    void thaw();

    /** Starts it again on the same data and ports, after killing it if it still runs. */
    void restart();

    /** Ends it in an orderly way and removes its data, unless the data directory was given by the caller. */
    void stop();

    /** Whether its process (or, in this JVM, the server itself) runs; a frozen one does. */
    boolean isRunning();

    /** The file its log goes to. */
    Path log();

    /** Same as {@link #stop()}. */
    @Override
    default void close() {
        stop();
    }
}
