package io.godwit.app.cli;

import java.net.InetSocketAddress;

/** Reads {@code [HOST]:PORT}; no host means the loopback address. */
final class ListenAddress {
    private ListenAddress() {}

    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = colon <= 0 ? "127.0.0.1" : text.substring(0, colon);
            return new InetSocketAddress(host, port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--listen is '" + text + "'; must be [HOST]:PORT with a port of 0 to 65535, e.g. :9201", e);
        }
    }
}
