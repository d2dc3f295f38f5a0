package io.godwit.app.role;

import io.godwit.app.line.Role;
import io.godwit.app.migration.PreflightException;
import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What one process is told by its file; the rest comes from the console over Kafka.
 *
 * @param name of the process, the same over restarts
 * @param data directory of this process alone
 * @param kafka how Kafka is reached, with all that is passed through to its clients
 * @param ownWays how this process reaches the clusters
 * @param listen where a capture proxy listens; empty for the other roles
 * @param settings what only the console is told
 */
public record RoleConfig(
        Role role,
        Topics topics,
        String name,
        Path data,
        Map<String, String> kafka,
        OwnWays ownWays,
        Optional<InetSocketAddress> listen,
        Map<String, String> settings) {

    public RoleConfig {
        kafka = Map.copyOf(kafka);
        settings = Map.copyOf(settings);
    }

    /** Reads a file; every problem in it is named at once in a {@link PreflightException}. */
    public static RoleConfig read(Role role, Path file) {
        return new RoleConfigReader(role, ConfigFile.read(file)).config();
    }

    public ClientProperties client() {
        return ClientProperties.from(kafka);
    }

    /**
     * How this process reaches the two clusters: never on a topic, because there are passwords among it.
     *
     * @param source address of its own, if it is not the console's
     * @param target likewise
     * @param sourceUser {@code user:password}
     * @param targetUser likewise
     */
    public record OwnWays(
            Optional<URI> source, Optional<URI> target, Optional<String> sourceUser, Optional<String> targetUser) {

        /** The source's address with user and password, if there are any. */
        public URI source(Assignment.Spec spec) {
            return way(source.orElseGet(() -> URI.create(spec.source())), sourceUser);
        }

        /** Likewise the target's. */
        public URI target(Assignment.Spec spec) {
            return way(target.orElseGet(() -> URI.create(spec.target())), targetUser);
        }

        private static URI way(URI address, Optional<String> user) {
            return user.map(who -> URI.create(address.getScheme() + "://" + who + "@" + address.getRawAuthority()
                            + (address.getRawPath() == null ? "" : address.getRawPath())))
                    .orElse(address);
        }
    }
}
