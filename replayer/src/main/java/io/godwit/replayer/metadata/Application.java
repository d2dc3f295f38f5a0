package io.godwit.replayer.metadata;

import io.godwit.flow.crash.CrashPoint;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies one definition to the target, by the rules that {@link Metadata} states, and knows what was applied. */
final class Application implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final int NOT_FOUND = 404;

    private final SearchCluster target;
    private final TargetIndices indices;
    private final Metadata.Manner manner;
    private final boolean composable;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, Applied> applied = new ConcurrentHashMap<>();
    private final List<String> report = new CopyOnWriteArrayList<>();
    private final Holds holds = new Holds();
    private final Peers peers;
    /** Keys of definitions that came while another replayer led. */
    private final Set<String> leftToOthers = ConcurrentHashMap.newKeySet();

    /**
     * @param generation that the target's collection was made for; empty when the source has none now
     * @param retired earlier ones
     * @param type mapping type at a typed target
     * @param definition as it was applied; null when the source has none
     */
    private record Applied(
            String generation,
            Set<String> retired,
            @Nullable String type,
            @Nullable Definition definition) {}

    /** @param composable whether the target knows index and component templates */
    Application(SearchCluster target, TargetIndices indices, Metadata.Manner manner, boolean composable, Peers peers) {
        this.target = target;
        this.indices = indices;
        this.manner = manner;
        this.composable = composable;
        this.peers = peers;
    }

    void apply(Definition definition) {
        boolean first = !seen.contains(path(definition));
        if (!peers.leading() && (!first || !adopting())) {
            leftToOthers.add(key(definition));
        }
        if (definition.getKind() == Kind.INDEX) {
            applyIndex(definition, first);
        } else if (!peers.leading()) {
            LOG.atDebug().addKeyValue("definition", path(definition)).log("left to another replayer");
        } else if (isComposable(definition.getKind()) && !composable) {
            report.add(path(definition) + ": left out, the target has no such templates");
        } else if (!definition.getPresent()) {
            removeUnlessAdopting(definition);
        } else if (!first || !adopting() || target.head(path(definition)).status() == NOT_FOUND) {
            put(definition);
        }
        seen.add(path(definition));
    }

    /** What a leader has to look at again when it becomes one. */
    List<String> leftToOthers() {
        List<String> left = List.copyOf(leftToOthers);
        leftToOthers.clear();
        return left;
    }

    /** Waits for the requests that are under way. */
    void awaitUnderWay() {
        holds.awaitEnded();
    }

    private void removeUnlessAdopting(Definition definition) {
        if (!adopting()) {
            SearchAnswer answer = target.delete(path(definition));
            if (answer.status() != NOT_FOUND) {
                answer.orRefuse();
            }
        }
    }

    private void put(Definition definition) {
        if (definition.getKind() == Kind.TEMPLATE) {
            report.addAll(indices.putTemplate(definition));
        } else if (isComposable(definition.getKind())) {
            report.addAll(indices.putComposable(path(definition), definition));
        } else {
            target.put(path(definition), definition.getBody()).orRefuse();
        }
    }

    private boolean adopting() {
        return manner != Metadata.Manner.MAKE;
    }

    private static boolean isComposable(Kind kind) {
        return kind == Kind.INDEX_TEMPLATE || kind == Kind.COMPONENT_TEMPLATE;
    }

    Standing standing(String collection, String generation) {
        Applied now = applied.get(collection);
        if (now == null) {
            return Standing.UNKNOWN;
        }
        if (now.generation().equals(generation)) {
            return Standing.CURRENT;
        }
        return now.retired().contains(generation) ? Standing.RETIRED : Standing.UNKNOWN;
    }

    /** What is asked of {@link #standing} from now on holds until the request has ended. */
    void hold(CompletableFuture<?> request) {
        holds.add(request);
    }

    @Override
    public void close() {
        holds.close();
    }

    @Nullable
    String typeOf(String collection) {
        Applied now = applied.get(collection);
        return now == null ? null : now.type();
    }

    List<String> report() {
        return List.copyOf(report);
    }

    private void applyIndex(Definition definition, boolean first) {
        String name = definition.getName();
        Set<String> retired = retired(definition);
        retireOthers(definition, retired);
        Optional<TargetIndices.Existing> existing = indices.existing(name);
        if (!peers.leading()) {
            followIndex(definition, retired, existing);
            return;
        }
        if (!definition.getPresent()) {
            existing.filter(found -> !adopting() && isOurs(found, definition))
                    .ifPresent(found -> removeRetired(definition, retired, found));
            applied.put(name, new Applied("", retired, null, null));
            return;
        }
        if (existing.isPresent()
                && !adopting()
                && existing.get().generation().filter(retired::contains).isPresent()) {
            removeRetired(definition, retired, existing.get());
            CrashPoint.INDEX_REMOVED_BEFORE_MADE.pass();
            report.add(name + ": removed, its generation is retired");
            existing = Optional.empty();
        }
        if (existing.isEmpty()) {
            report.addAll(indices.create(definition));
        } else if (!first || manner != Metadata.Manner.ARM) {
            update(definition, existing.get());
        }
        String type =
                indices.existing(name).flatMap(TargetIndices.Existing::type).orElse(null);
        applied.put(name, new Applied(definition.getGeneration(), retired, type, definition));
    }

    private void removeRetired(Definition definition, Set<String> retired, TargetIndices.Existing existing) {
        peers.awaitRetired(definition.getName(), retired);
        if (!peers.leading()) {
            throw new LeftToOthersException(definition.getName() + ": another replayer leads now");
        }
        // waiting may have taken so long that another one has made it anew since
        if (!indices.existing(definition.getName()).equals(Optional.of(existing))) {
            throw new LeftToOthersException(definition.getName() + ": it was changed meanwhile");
        }
        indices.remove(definition.getName(), existing);
    }

    /** Takes what the leader has made of it; until then nothing of the collection is written here. */
    private void followIndex(Definition definition, Set<String> retired, Optional<TargetIndices.Existing> existing) {
        String name = definition.getName();
        if (!definition.getPresent()) {
            applied.put(name, new Applied("", retired, null, null));
            return;
        }
        TargetIndices.Existing made = existing.filter(found -> adopting()
                        || found.generation()
                                .filter(definition.getGeneration()::equals)
                                .isPresent())
                .orElseThrow(() -> new LeftToOthersException(name + ": not made yet"));
        applied.put(
                name,
                new Applied(definition.getGeneration(), retired, made.type().orElse(null), definition));
    }

    /**
     * Lets no change of an earlier generation begin its way to the target any more, and waits for those that have: one that
     * arrives after its collection was made anew would be written there, and be newer than all that belongs there.
     */
    private void retireOthers(Definition definition, Set<String> retired) {
        Applied before = applied.get(definition.getName());
        if (before == null || (definition.getPresent() && before.generation().equals(definition.getGeneration()))) {
            return;
        }
        applied.put(definition.getName(), new Applied("", retired, before.type(), null));
        holds.awaitEnded();
    }

    private void update(Definition definition, TargetIndices.Existing existing) {
        boolean ours =
                existing.generation().filter(definition.getGeneration()::equals).isPresent();
        if (!ours && !adopting()) {
            throw new UnsupportedDefinitionException(
                    "index '" + definition.getName()
                            + "' exists at the target and was not made by this migration; remove or rename it there, or exclude it");
        }
        indices.addMapping(definition, existing);
        CrashPoint.MAPPING_BEFORE_ALIASES.pass();
        indices.setAliases(definition, existing);
        Applied before = applied.get(definition.getName());
        if (before != null && before.definition() != null) {
            report.addAll(indices.changeSettings(before.definition(), definition));
        }
    }

    private static boolean isOurs(TargetIndices.Existing existing, Definition definition) {
        return existing.generation()
                .filter(mark -> mark.equals(definition.getGeneration())
                        || definition.getRetired().contains(mark))
                .isPresent();
    }

    private static Set<String> retired(Definition definition) {
        Set<String> retired = new LinkedHashSet<>(definition.getRetired());
        if (!definition.getPresent()) {
            retired.add(definition.getGeneration());
        }
        return Set.copyOf(retired);
    }

    private static String key(Definition definition) {
        return definition.getKind().name().toLowerCase(Locale.ROOT) + "/" + definition.getName();
    }

    static String path(Definition definition) {
        String name = SearchPath.encode(definition.getName());
        return switch (definition.getKind()) {
            case INDEX -> "/" + name;
            case TEMPLATE -> "/_template/" + name;
            case INDEX_TEMPLATE -> "/_index_template/" + name;
            case COMPONENT_TEMPLATE -> "/_component_template/" + name;
            case PIPELINE -> "/_ingest/pipeline/" + name;
        };
    }
}
