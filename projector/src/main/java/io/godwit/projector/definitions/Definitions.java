package io.godwit.projector.definitions;

import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TableReader;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.Selection;
import io.godwit.projector.source.Patience;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import io.godwit.schemas.wire.WireFormat;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the collections of a flow are defined as, read from the source and published to {@code <flow>.definitions}
 * whenever it is not what was published last. Thread-safe.
 */
public final class Definitions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DefinitionReader reader;
    private final Publisher<Definition> publisher;
    private final TableReader<String, Definition> table;
    private final Patience patience;
    private volatile boolean closed;
    private volatile Set<String> closedIndices = Set.of();

    private Definitions(ProjectorSettings settings) {
        String topic = settings.topics().definitions().name();
        WireFormat<Definition> format = settings.wire().format(topic, Definition.class);
        this.reader = new DefinitionReader(settings.from(), settings.flavour(), settings.selection());
        this.publisher = Publisher.open(settings.kafka(), PublisherSettings.lowLatency(topic), format::encode);
        this.table = TableReader.open(settings.kafka(), topic, key -> key, format::decode);
        this.patience = new Patience(() -> closed);
    }

    public static Definitions open(ProjectorSettings settings) {
        return new Definitions(settings);
    }

    /** Reads all definitions of a cluster without publishing anything. */
    public static List<Definition> read(SearchCluster from, Flavour flavour, Selection selection) {
        return List.copyOf(new DefinitionReader(from, flavour, selection).read().values());
    }

    /**
     * Reads all definitions and publishes what differs from what was published last, also what is gone. Returns when
     * Kafka has all of it and {@link #generations()} shows it.
     */
    public synchronized void refresh() {
        requireCaughtUp();
        Map<String, Definition> now = patience.ask("definitions", reader::read);
        List<CompletableFuture<Void>> published = new ArrayList<>();
        now.forEach((key, definition) -> {
            Definition before = table.view().get(key);
            if (before == null || differs(before, definition)) {
                published.add(publish(key, succeeding(before, definition)));
            }
        });
        Set<String> closedNow = new HashSet<>();
        table.view().forEach((key, before) -> {
            if (before.getPresent() && !now.containsKey(key)) {
                if (isClosed(before)) {
                    closedNow.add(before.getName());
                } else {
                    published.add(publish(key, gone(before)));
                }
            }
        });
        closedIndices = Set.copyOf(closedNow);
        CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).join();
        requireCaughtUp();
    }

    private CompletableFuture<Void> publish(String key, Definition definition) {
        return publisher.publish(key, definition).thenRun(CrashPoint.DEFINITIONS_HALF_DONE::pass);
    }

    /** Collections that are there and open, with their generations. */
    public Map<String, String> generations() {
        Map<String, String> generations = new TreeMap<>();
        Set<String> unreadable = closedIndices;
        table.view().values().stream()
                .filter(definition -> definition.getKind() == Kind.INDEX && definition.getPresent())
                .filter(definition -> !unreadable.contains(definition.getName()))
                .forEach(definition -> generations.put(definition.getName(), definition.getGeneration()));
        return generations;
    }

    /** The generation of a collection; empty when it is not there. */
    public Optional<String> generation(String collection) {
        Definition definition = table.view().get(key(Kind.INDEX, collection));
        return definition != null && definition.getPresent()
                ? Optional.of(definition.getGeneration())
                : Optional.empty();
    }

    /** Of collections that are there and have aliases: see {@link #aliasRoutings(JsonNode)}. */
    public Map<String, Map<String, String>> aliasRoutings() {
        Map<String, Map<String, String>> routings = new TreeMap<>();
        table.view().values().stream()
                .filter(definition -> definition.getKind() == Kind.INDEX && definition.getPresent())
                .filter(definition -> !definition.getBody().contains("\"aliases\":{}"))
                .forEach(definition ->
                        routings.put(definition.getName(), aliasRoutings(JSON.readTree(definition.getBody()))));
        return routings;
    }

    /** The aliases of an index by its definition's body, each with the routing it gives to writes, or an empty string. */
    public static Map<String, String> aliasRoutings(JsonNode body) {
        Map<String, String> routings = new TreeMap<>();
        body.path("aliases")
                .properties()
                .forEach(alias -> routings.put(
                        alias.getKey(), alias.getValue().path("index_routing").asString("")));
        return routings;
    }

    @Override
    public void close() {
        closed = true;
        publisher.close();
        table.close();
    }

    static String key(Kind kind, String name) {
        return kind.name().toLowerCase(Locale.ROOT) + "/" + name;
    }

    /** A closed index keeps its records and its generation: it may be opened again. */
    private boolean isClosed(Definition before) {
        return before.getKind() == Kind.INDEX
                && patience.ask("index " + before.getName(), () -> reader.isClosed(before));
    }

    private void requireCaughtUp() {
        if (!table.awaitCaughtUp(PATIENCE)) {
            throw new IllegalStateException("definitions could not be read from Kafka within " + PATIENCE);
        }
    }

    private static boolean differs(Definition before, Definition now) {
        return !before.getPresent()
                || !before.getGeneration().equals(now.getGeneration())
                || !DefinitionReader.sameBody(before, now);
    }

    private static Definition succeeding(@org.jspecify.annotations.Nullable Definition before, Definition now) {
        List<String> retired = new ArrayList<>(before == null ? List.of() : before.getRetired());
        if (before != null
                && !before.getGeneration().equals(now.getGeneration())
                && !retired.contains(before.getGeneration())) {
            retired.add(before.getGeneration());
        }
        return Definition.newBuilder(now).setRetired(retired).build();
    }

    private static Definition gone(Definition before) {
        return Definition.newBuilder(before)
                .setPresent(false)
                .setReadAt(System.currentTimeMillis())
                .build();
    }
}
