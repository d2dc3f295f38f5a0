package io.godwit.replayer.metadata;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.TableReader;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.Flavour;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the definitions at a target the same as those on {@code <flow>.definitions}. Everything is decided by state, so
 * it may be applied again at any time. One thread applies; {@link #standing} may be asked by any.
 *
 * <p>What happens to an index of the target:
 *
 * <pre>
 *   not there                                  -> created, marked with the generation
 *   marked with this generation                -> new fields and aliases added
 *   marked with a retired generation           -> removed and made anew (never when adopting)
 *   without our mark or with a foreign one     -> adopting: taken as it is; else: refused, nothing is written to it
 *   gone at the source, marked by us           -> removed (never when adopting)
 * </pre>
 *
 * <p>Adopting is for the way back, whose target is the users' own cluster, and for everything after the first swing.
 */
public final class Metadata implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Metadata.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMillis(500);

    private final SearchCluster target;
    private final TargetIndices indices;
    private final boolean adopt;
    private final TableReader<String, Definition> definitions;
    private final Map<String, Applied> applied = new ConcurrentHashMap<>();
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private final List<String> report = new CopyOnWriteArrayList<>();
    private final Set<String> due = new LinkedHashSet<>();
    private final Thread thread;
    private boolean closed;

    private record Applied(
            String generation,
            Set<String> retired,
            @Nullable String type) {}

    private Metadata(
            ClientProperties kafka, String topic, Wire wire, SearchCluster target, Flavour flavour, boolean adopt) {
        this.target = target;
        this.indices = new TargetIndices(target, new IndexTransform(flavour), flavour.typed());
        this.adopt = adopt;
        this.definitions = TableReader.open(
                kafka, topic, key -> key, wire.format(topic, Definition.class)::decode, (key, _) -> enqueue(key));
        this.thread = Thread.ofVirtual().name("metadata-" + topic).unstarted(this::loop);
    }

    /**
     * Begins to follow the definitions of a flow.
     *
     * @param flavour which server {@code target} is
     * @param adopt whether indices that are there already are taken as they are
     */
    public static Metadata follow(
            ClientProperties kafka, Topics topics, Wire wire, SearchCluster target, Flavour flavour, boolean adopt) {
        Metadata metadata = new Metadata(kafka, topics.definitions().name(), wire, target, flavour, adopt);
        metadata.thread.start();
        return metadata;
    }

    /**
     * What would be created for these definitions, without touching the target: for each the request's path, its JSON
     * body and the report lines.
     */
    public static List<String> plan(List<Definition> definitions, Flavour flavour) {
        IndexTransform transform = new IndexTransform(flavour);
        List<String> lines = new ArrayList<>();
        for (Definition definition : definitions) {
            boolean index = definition.getKind() == Kind.INDEX;
            if (!index && definition.getKind() != Kind.TEMPLATE) {
                lines.add("PUT " + path(definition) + " " + definition.getBody());
                continue;
            }
            Transformed wanted = index ? transform.index(definition) : transform.template(definition);
            lines.add("PUT " + path(definition) + " " + wanted.body());
            wanted.report().forEach(line -> lines.add("  # " + line));
        }
        return lines;
    }

    /** Waits until everything that is on the topic now has been applied or refused. */
    public boolean awaitApplied(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        if (!definitions.awaitCaughtUp(atMost)) {
            return false;
        }
        synchronized (due) {
            while (due.stream().anyMatch(key -> !problems.containsKey(key))) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                due.wait(Math.max(1, left / 1_000_000));
            }
        }
        return true;
    }

    /** How a change of this generation of a collection stands. */
    public Standing standing(String collection, String generation) {
        Applied now = applied.get(collection);
        if (now == null) {
            return Standing.UNKNOWN;
        }
        if (now.generation().equals(generation)) {
            return Standing.CURRENT;
        }
        return now.retired().contains(generation) ? Standing.RETIRED : Standing.UNKNOWN;
    }

    /** Mapping type of a collection at a typed target; null elsewhere. */
    public @Nullable String typeOf(String collection) {
        Applied now = applied.get(collection);
        return now == null ? null : now.type();
    }

    /** What could not be kept, and what was created, in order. */
    public List<String> report() {
        return List.copyOf(report);
    }

    /** What the target or these rules refuse now; each is tried again until it passes. */
    public List<String> problems() {
        return List.copyOf(problems.values());
    }

    @Override
    public void close() {
        synchronized (due) {
            closed = true;
            due.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        definitions.close();
    }

    private void enqueue(String key) {
        synchronized (due) {
            due.add(key);
            due.notifyAll();
        }
    }

    private void loop() {
        while (true) {
            List<String> keys;
            synchronized (due) {
                if (closed) {
                    return;
                }
                keys = List.copyOf(due);
            }
            boolean allDone = true;
            for (String key : keys) {
                allDone &= attempt(key);
            }
            rest(keys.isEmpty() ? IDLE : allDone ? Duration.ZERO : RETRY);
        }
    }

    private void rest(Duration time) {
        if (time.isZero()) {
            return;
        }
        synchronized (due) {
            if (!closed && (due.isEmpty() || time.equals(RETRY))) {
                try {
                    due.wait(time.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    closed = true;
                }
            }
        }
    }

    private boolean attempt(String key) {
        Definition definition = definitions.view().get(key);
        try {
            if (definition != null) {
                apply(definition);
            }
            problems.remove(key);
            synchronized (due) {
                // what came in while this was applied is due again
                if (definitions.view().get(key) == definition) {
                    due.remove(key);
                }
                due.notifyAll();
            }
            return true;
        } catch (RuntimeException e) {
            if (problems.put(key, key + ": " + e.getMessage()) == null) {
                LOG.atWarn()
                        .addKeyValue("definition", key)
                        .addKeyValue("error", e.toString())
                        .log("definition refused");
            }
            synchronized (due) {
                due.notifyAll();
            }
            return false;
        }
    }

    private void apply(Definition definition) {
        if (definition.getKind() == Kind.INDEX) {
            applyIndex(definition);
        } else if (!definition.getPresent()) {
            SearchAnswer answer = adopt ? target.head(path(definition)) : target.delete(path(definition));
            if (answer.status() != 404 && !adopt) {
                answer.orRefuse();
            }
        } else if (definition.getKind() == Kind.TEMPLATE) {
            report.addAll(indices.putTemplate(definition));
        } else {
            target.put(path(definition), definition.getBody()).orRefuse();
        }
    }

    private void applyIndex(Definition definition) {
        String name = definition.getName();
        Optional<TargetIndices.Existing> existing = indices.existing(name);
        Set<String> retired = Set.copyOf(definition.getRetired());
        if (!definition.getPresent()) {
            existing.filter(found -> !adopt && isOurs(found, definition))
                    .ifPresent(found -> indices.remove(name, found));
            applied.put(name, new Applied("", withCurrent(retired, definition.getGeneration()), null));
            return;
        }
        if (existing.isPresent()
                && !adopt
                && existing.get().generation().filter(retired::contains).isPresent()) {
            indices.remove(name, existing.get());
            report.add(name + ": removed, its generation is retired");
            existing = Optional.empty();
        }
        if (existing.isEmpty()) {
            report.addAll(indices.create(definition));
        } else {
            update(definition, existing.get());
        }
        String type =
                indices.existing(name).flatMap(TargetIndices.Existing::type).orElse(null);
        applied.put(name, new Applied(definition.getGeneration(), retired, type));
    }

    private void update(Definition definition, TargetIndices.Existing existing) {
        boolean ours =
                existing.generation().filter(definition.getGeneration()::equals).isPresent();
        if (!ours && !adopt) {
            throw new UnsupportedDefinitionException(
                    "index '" + definition.getName()
                            + "' exists at the target and was not made by this migration; remove or rename it there, or exclude it");
        }
        indices.addMapping(definition, existing);
        indices.setAliases(definition, existing);
    }

    private static boolean isOurs(TargetIndices.Existing existing, Definition definition) {
        return existing.generation()
                .filter(mark -> mark.equals(definition.getGeneration())
                        || definition.getRetired().contains(mark))
                .isPresent();
    }

    private static Set<String> withCurrent(Set<String> retired, String generation) {
        Set<String> all = new LinkedHashSet<>(retired);
        all.add(generation);
        return Set.copyOf(all);
    }

    private static String path(Definition definition) {
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
