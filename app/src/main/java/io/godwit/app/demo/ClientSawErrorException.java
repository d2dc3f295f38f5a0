package io.godwit.app.demo;

/** A client got an answer that it would not have got without the migration. */
final class ClientSawErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientSawErrorException(String message) {
        super(message);
    }
}
