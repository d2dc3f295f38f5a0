package io.godwit.app.migration;

import io.godwit.console.role.ReplayLimits;
import io.godwit.console.swing.SwingSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one migration is told.
 *
 * @param name the migration's name; its topics begin with it
 * @param from the cluster that clients use now
 * @param to the cluster that they shall use
 * @param indices which indices take part
 * @param listen where the capture proxy listens
 * @param data directory for whatever this process keeps, the embedded broker's log included
 * @param bootstrapServers a Kafka cluster to use; empty for an embedded broker
 * @param clientProperties passed through to all Kafka clients
 * @param limits what the replayer may use of the side it writes to
 * @param swing how long a swing may take
 */
public record MigrationOptions(
        String name,
        URI from,
        URI to,
        IndexSelection indices,
        InetSocketAddress listen,
        Path data,
        Optional<String> bootstrapServers,
        Map<String, String> clientProperties,
        ReplayLimits limits,
        SwingSettings swing) {

    public MigrationOptions {
        clientProperties = Map.copyOf(clientProperties);
        if (from.equals(to)) {
            throw new IllegalArgumentException("--from and --to are both " + from.getHost() + ":" + from.getPort()
                    + "; must be two clusters, because a target index is written over");
        }
    }

    /**
     * Which indices take part: those that match an include pattern and no exclude pattern. Names that begin with a dot
     * never do.
     *
     * @param include patterns with {@code *}; empty means every index
     * @param exclude patterns with {@code *}
     */
    public record IndexSelection(List<String> include, List<String> exclude) {
        public IndexSelection {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }
}
