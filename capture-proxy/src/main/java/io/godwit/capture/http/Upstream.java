package io.godwit.capture.http;

import java.net.URI;
import java.util.Locale;

/**
 * One side, as the proxy reaches it. User information in the address is ignored: clients bring their own.
 *
 * @param address {@code http(s)://host[:port][/prefix]}
 * @param typeless whether its documents have no mapping types (Elasticsearch 7 and later, OpenSearch)
 */
public record Upstream(URI address, boolean typeless) {
    public Upstream {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    "address of a side is '" + address.getHost() + "'; must be http://host:port or https://host:port");
        }
    }

    boolean secure() {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    String host() {
        String host = address.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return secure() ? 443 : 80;
    }

    /** The value of the Host header. */
    String authority() {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    /** What goes before every path; empty or without a slash at its end. */
    String prefix() {
        String path = address.getRawPath();
        if (path == null) {
            return "";
        }
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
