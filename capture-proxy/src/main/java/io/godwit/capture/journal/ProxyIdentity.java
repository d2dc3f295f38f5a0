package io.godwit.capture.journal;

/**
 * Who records.
 *
 * @param proxy name, the same over restarts
 * @param incarnation start of this process in ms since the epoch, higher than every earlier one of that name
 */
public record ProxyIdentity(String proxy, long incarnation) {
    public ProxyIdentity {
        if (!proxy.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("proxy name is '" + proxy
                    + "'; must be 1 to 100 of a-z A-Z 0-9 . _ - and start with a letter or digit");
        }
    }

    /** What a barrier carries as exchange: every exchange of this incarnation begins with it. */
    String prefix() {
        return proxy + "-" + Long.toString(incarnation, Character.MAX_RADIX);
    }
}
