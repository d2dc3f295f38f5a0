package io.godwit.app.migration;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.KafkaUnavailableException;
import io.godwit.flow.TopicAdmin;
import io.godwit.search.Flavour;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchRefusedException;
import io.godwit.search.SearchUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What must be well before a migration begins; each problem is one {@link PreflightException} that says what to do. */
public final class Preflight {
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);
    private static final String INCREMENTAL_BULK = "rest.incremental_bulk";
    /** The major version in which it came; earlier ones take no notice of it. */
    private static final int INCREMENTAL_SINCE = 8;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private Preflight() {}

    /** Which server answers at an address; one that executes a bulk before it has the whole of it is refused. */
    public static Flavour flavour(String option, SearchCluster cluster) {
        try {
            Flavour flavour = cluster.flavour();
            requireWholeBulks(option, cluster, flavour);
            return flavour;
        } catch (SearchUnavailableException e) {
            throw new UnreachableException(
                    option + " is " + cluster.address() + "; it does not answer (" + reason(e)
                            + "): start it, or give the address where it listens",
                    e);
        } catch (SearchRefusedException e) {
            requireReady(option, cluster, e);
            String fix = e.status() == UNAUTHORIZED || e.status() == FORBIDDEN
                    ? "give a user who may, as http://user:password@host:port"
                    : "give the address of an Elasticsearch or OpenSearch cluster";
            throw new PreflightException(
                    option + " is " + cluster.address() + "; it answered " + e.status() + " and told no version: "
                            + fix,
                    e);
        }
    }

    /** The proxy keeps a write back until it is recorded by keeping its last piece: that must be enough. */
    private static void requireWholeBulks(String option, SearchCluster cluster, Flavour flavour) {
        if (flavour.product() != Flavour.Product.ELASTICSEARCH || flavour.major() < INCREMENTAL_SINCE) {
            return;
        }
        SearchAnswer answer = cluster.get("/_cluster/settings?include_defaults=true&flat_settings=true");
        if (!answer.ok()) {
            throw new PreflightException(option + " is " + cluster.address() + "; it answered " + answer.status()
                    + " and did not tell its setting " + INCREMENTAL_BULK + ": give a user who may read it");
        }
        JsonNode settings = answer.json();
        Optional<String> value = Stream.of("transient", "persistent", "defaults")
                .map(level -> settings.path(level).path(INCREMENTAL_BULK).asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst();
        if (value.isPresent() && !value.get().equals("false")) {
            throw new PreflightException(option + " is " + cluster.address() + "; its setting " + INCREMENTAL_BULK
                    + " is " + value.get() + ", so it executes the beginning of a bulk before the whole is recorded:"
                    + " switch it off with PUT /_cluster/settings {\"persistent\":{\"" + INCREMENTAL_BULK
                    + "\":false}} until the migration is over");
        }
    }

    /** A server that starts, or has too much to do, is to be asked again. */
    private static void requireReady(String option, SearchCluster cluster, SearchRefusedException refused) {
        if (BUSY.contains(refused.status())) {
            throw new UnreachableException(
                    option + " is " + cluster.address() + "; it answered " + refused.status()
                            + ": wait until it has started and has less to do",
                    refused);
        }
    }

    /** One cluster may have two addresses. */
    public static void requireTwoClusters(SearchCluster source, SearchCluster target) {
        String one = uuid("source", source);
        String other = uuid("target", target);
        if (one.length() > 4 && one.equals(other)) {
            throw new PreflightException("--from is " + source.address() + " and --to is " + target.address()
                    + "; both are the cluster with the uuid " + one
                    + ": give two clusters, because a target index is written over");
        }
    }

    private static String uuid(String what, SearchCluster cluster) {
        try {
            return cluster.get("/").orRefuse().json().path("cluster_uuid").asString("");
        } catch (SearchRefusedException e) {
            requireReady(what, cluster, e);
            throw e;
        }
    }

    /** @param subject what names the address */
    public static void requireFree(String subject, InetSocketAddress listen) {
        if (listen.isUnresolved()) {
            throw new PreflightException(subject + " is " + listen.getHostString() + ":" + listen.getPort()
                    + "; the host is unknown here: give a name or an address of this machine");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(listen);
        } catch (IOException e) {
            throw new PreflightException(
                    subject + " is " + listen.getAddress().getHostAddress() + ":" + listen.getPort() + "; "
                            + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)
                            + ": stop what listens there, or give another port",
                    e);
        }
    }

    /**
     * Asks the brokers for anything.
     *
     * @param subject begins the message: what the address is, and whose
     * @param fix ends it
     */
    public static void requireKafka(String subject, ClientProperties kafka, String fix) {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.requireAnswer(KAFKA_PATIENCE);
        } catch (KafkaUnavailableException e) {
            throw new UnreachableException(subject + "; " + e.getMessage() + ": " + fix, e);
        }
    }

    /** As {@link #requireKafka}, of the brokers that somebody has named. */
    public static void requireNamedKafka(String bootstrapServers, ClientProperties kafka) {
        requireKafka(
                "--bootstrap.servers is " + bootstrapServers,
                kafka,
                "start it, or give the address of one of its brokers");
    }

    private static String reason(SearchUnavailableException error) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        if (causes.stream().anyMatch(UnresolvedAddressException.class::isInstance)) {
            return "its host name is unknown";
        }
        if (causes.stream().anyMatch(ConnectException.class::isInstance)) {
            return "nothing listens there";
        }
        Throwable last = causes.getLast();
        return last.getMessage() == null ? last.toString() : last.getMessage();
    }
}
