package io.godwit.sandbox;

/** A pause between two looks at something that starts. */
final class Pause {
    private Pause() {}

    static void millis(long length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted while a server started", e);
        }
    }
}
