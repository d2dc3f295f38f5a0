package io.godwit.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free loopback ports for servers that must be told theirs.
 *
 * <p>They are below the range from which the system takes the ports of outgoing connections, so that a killed server
 * finds its port free when it comes back.
 */
public final class Ports {
    private static final int LOWEST = 18_000;
    private static final int HIGHEST = 32_700;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** One that nobody listens at, and that was not given before by this JVM. */
    public static int free() {
        synchronized (GIVEN) {
            while (true) {
                int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
                if (!GIVEN.contains(port) && canBind(port)) {
                    GIVEN.add(port);
                    return port;
                }
            }
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
