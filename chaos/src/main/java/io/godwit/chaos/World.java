package io.godwit.chaos;

import io.godwit.chaos.check.Forwarded;
import io.godwit.chaos.fault.Line;
import io.godwit.chaos.role.RoleSpec;
import io.godwit.flow.ClientProperties;
import io.godwit.sandbox.Jvm;
import io.godwit.sandbox.KafkaOptions;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.Ports;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchOptions;
import io.godwit.sandbox.SearchServer;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RecordingRelay;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.search.SearchCluster;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Broker, source and target, the relays in front of them, and what the role processes are told. */
final class World implements AutoCloseable {
    static final Topics TOPICS = Topics.of("chaos");
    private static final Jvm LONG_LIVED = new Jvm(512, List.of("-XX:+UseSerialGC"));
    private static final int PROXIES = 2;
    private static final int REPLAYERS = 2;

    private final KafkaServer kafka;
    private final SearchServer source;
    private final SearchServer target;
    private final SearchCluster sourceCluster;
    private final SearchCluster targetCluster;
    private final Map<Line, RecordingRelay> relays = new EnumMap<>(Line.class);
    private final Map<Side, Forwarded> forwarded =
            new EnumMap<>(Map.of(Side.SOURCE, new Forwarded(), Side.TARGET, new Forwarded()));
    private final List<URI> proxies = new ArrayList<>();

    private World(KafkaServer kafka, SearchServer source, SearchServer target) {
        this.kafka = kafka;
        this.source = source;
        this.target = target;
        this.sourceCluster = SearchCluster.at(source.address());
        this.targetCluster = SearchCluster.at(target.address());
        for (Line line : Line.values()) {
            relays.put(line, relay(line));
        }
        for (int number = 0; number < PROXIES; number++) {
            proxies.add(URI.create("http://127.0.0.1:" + Ports.free()));
        }
    }

    /** Starts all servers at once, with their data below {@code directory}. */
    static World start(SearchVersion source, Path directory) {
        CompletableFuture<KafkaServer> kafka =
                CompletableFuture.supplyAsync(() -> Sandbox.startKafka(KafkaOptions.inProcess()
                        .jvm(new Jvm(384, List.of("-XX:+UseSerialGC")))
                        .data(directory.resolve("kafka"))));
        CompletableFuture<SearchServer> target =
                CompletableFuture.supplyAsync(() -> search(SearchVersion.OPENSEARCH_3, directory.resolve("target")));
        SearchServer here = search(source, directory.resolve("source"));
        return new World(kafka.join(), here, target.join());
    }

    KafkaServer kafka() {
        return kafka;
    }

    ClientProperties kafkaClients() {
        return ClientProperties.of(kafka.bootstrapServers());
    }

    SearchServer target() {
        return target;
    }

    SearchCluster cluster(Side side) {
        return side == Side.SOURCE ? sourceCluster : targetCluster;
    }

    Forwarded forwarded(Side side) {
        return switch (side) {
            case SOURCE, TARGET -> forwarded.getOrDefault(side, new Forwarded());
        };
    }

    RecordingRelay relay(Side side, boolean proxy) {
        Line line = switch (side) {
            case SOURCE -> proxy ? Line.PROXIES_TO_SOURCE : Line.ROLES_TO_SOURCE;
            case TARGET -> proxy ? Line.PROXIES_TO_TARGET : Line.ROLES_TO_TARGET;
        };
        return at(line);
    }

    RecordingRelay at(Line line) {
        RecordingRelay relay = relays.get(line);
        if (relay == null) {
            throw new IllegalStateException("no relay at " + line);
        }
        return relay;
    }

    /** Where clients write. */
    List<URI> proxies() {
        return List.copyOf(proxies);
    }

    /** Writes the files of all role processes. */
    List<RoleSpec> roles(Path directory, Map<String, String> console) {
        RoleFiles files = new RoleFiles(
                directory, Map.of("migration", TOPICS.flow(), "bootstrap.servers", kafka.bootstrapServers()));
        List<RoleSpec> roles = new ArrayList<>();
        for (int number = 1; number <= PROXIES; number++) {
            URI listen = proxies.get(number - 1);
            Map<String, String> own = ways(true);
            own.put("capture.listen", listen.getHost() + ":" + listen.getPort());
            roles.add(files.write("capture-proxy", "proxy-" + number, own));
        }
        roles.add(files.write("projector", "projector-1", ways(false)));
        for (int number = 1; number <= REPLAYERS; number++) {
            roles.add(files.write("replayer", "replayer-" + number, ways(false)));
        }
        Map<String, String> told = ways(false);
        told.putAll(console);
        roles.add(files.write("console", "console", told));
        return roles;
    }

    @Override
    public void close() {
        relays.values().forEach(RecordingRelay::close);
        sourceCluster.close();
        targetCluster.close();
        kafka.close();
        source.close();
        target.close();
    }

    private Map<String, String> ways(boolean proxy) {
        Map<String, String> ways = new java.util.LinkedHashMap<>();
        ways.put("source.url", relay(Side.SOURCE, proxy).address().toString());
        ways.put("target.url", relay(Side.TARGET, proxy).address().toString());
        return ways;
    }

    private RecordingRelay relay(Line line) {
        return switch (line) {
            case PROXIES_TO_SOURCE -> RecordingRelay.telling(source.address(), counting(Side.SOURCE));
            case PROXIES_TO_TARGET -> RecordingRelay.telling(target.address(), counting(Side.TARGET));
            case ROLES_TO_SOURCE -> RecordingRelay.telling(source.address(), _ -> {});
            case ROLES_TO_TARGET -> RecordingRelay.telling(target.address(), _ -> {});
        };
    }

    private Consumer<RelayedRequest> counting(Side side) {
        Forwarded here = forwarded(side);
        return request -> here.passes(request.method(), request.target());
    }

    private static SearchServer search(SearchVersion version, Path data) {
        return Sandbox.startSearch(SearchOptions.of(version).jvm(LONG_LIVED).data(data));
    }
}
