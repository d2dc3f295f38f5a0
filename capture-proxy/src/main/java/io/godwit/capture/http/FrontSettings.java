package io.godwit.capture.http;

import java.net.InetSocketAddress;

/**
 * How the proxy serves clients.
 *
 * @param listen where; port 0 takes a free one
 * @param limits what a client may ask for
 * @param timeouts how long anybody is waited for
 */
public record FrontSettings(InetSocketAddress listen, HttpLimits limits, HttpTimeouts timeouts) {}
