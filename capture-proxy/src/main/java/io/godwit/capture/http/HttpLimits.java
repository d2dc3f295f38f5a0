package io.godwit.capture.http;

/**
 * What a client may ask for; above it the request is refused, never cut.
 *
 * @param maxConnections client connections at a time; further ones are closed at once
 * @param maxHeadBytes request line, and all headers together
 * @param maxBodyBytes body of one request
 * @param maxIdleUpstream idle connections kept to a side, per thread
 * @param threads event loops
 */
public record HttpLimits(int maxConnections, int maxHeadBytes, long maxBodyBytes, int maxIdleUpstream, int threads) {
    public static final HttpLimits DEFAULT = new HttpLimits(
            4096, 64 << 10, 512L << 20, 64, Math.max(2, Runtime.getRuntime().availableProcessors()));

    public HttpLimits {
        require("max connections", maxConnections);
        require("max head bytes", maxHeadBytes);
        require("max body bytes", maxBodyBytes);
        require("max idle upstream connections", maxIdleUpstream);
        require("threads", threads);
    }

    private static void require(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("capture proxy: " + name + " is " + value + "; must be at least 1");
        }
    }
}
