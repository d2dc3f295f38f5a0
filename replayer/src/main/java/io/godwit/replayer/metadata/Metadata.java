package io.godwit.replayer.metadata;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.TableReader;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchRefusedException;
import io.godwit.search.SearchUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the definitions at a target the same as those on {@code <flow>.definitions}. Everything is decided by state, so
 * it may be applied again at any time. One thread applies; {@link #standing} may be asked by any. A collection that is
 * removed or made anew stands as retired first; then what is under way to the target is waited for, see {@link #hold}.
 *
 * <p>What happens to an index of the target:
 *
 * <pre>
 *   not there                                  -> created, marked with the generation
 *   marked with this generation                -> new fields, aliases and changed dynamic settings applied
 *   marked with a retired generation           -> removed and made anew (never when adopting)
 *   without our mark or with a foreign one     -> adopting: taken as it is; else: refused, nothing is written to it
 *   gone at the source, marked by us           -> removed (never when adopting)
 * </pre>
 *
 * <p>Adopting is for the way back, whose target is the users' own cluster, and for everything after the first swing.
 */
public final class Metadata implements AutoCloseable {
    private static final String INDEX = "index/";
    private static final Duration CATCH_UP = Duration.ofSeconds(2);
    private static final Duration RETIREMENT = Duration.ofSeconds(30);

    private final TableReader<String, Definition> definitions;
    private final Application application;
    private final Agenda agenda;

    /** What is done about what is at the target before this begins. */
    public enum Manner {
        /** Indices are made here, and those of others refused. */
        MAKE,
        /** What is there is taken as it is, and follows the definitions from now on; templates only when they change. */
        ADOPT,
        /** As {@link #ADOPT}, but what is there is not touched before its definition changes. */
        ARM
    }

    private Metadata(ClientProperties kafka, String topic, Wire wire, Application application) {
        this.application = application;
        this.agenda = new Agenda("metadata-" + topic, this::apply);
        this.definitions = TableReader.open(
                kafka, topic, key -> key, wire.format(topic, Definition.class)::decode, (key, _) -> agenda.add(key));
    }

    /**
     * Begins to follow the definitions of a flow.
     *
     * @param flavour which server {@code target} is
     * @param manner what is done about what is there already
     */
    public static Metadata follow(
            ClientProperties kafka, Topics topics, Wire wire, SearchCluster target, Flavour flavour, Manner manner) {
        return follow(kafka, topics, wire, target, flavour, manner, Peers.NONE);
    }

    /** As above, beside other replayers. */
    public static Metadata follow(
            ClientProperties kafka,
            Topics topics,
            Wire wire,
            SearchCluster target,
            Flavour flavour,
            Manner manner,
            Peers peers) {
        TargetIndices indices = new TargetIndices(target, new IndexTransform(flavour), flavour.typed());
        Application application = new Application(target, indices, manner, !flavour.typed(), peers);
        Metadata metadata = new Metadata(kafka, topics.definitions().name(), wire, application);
        metadata.agenda.start();
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
            String request = "PUT " + Application.path(definition) + " ";
            Transformed wanted = transform.of(definition);
            lines.add(request + wanted.body());
            wanted.report().forEach(line -> lines.add("  # " + line));
        }
        return lines;
    }

    /** Waits until everything that is on the topic now has been applied or refused. */
    public boolean awaitApplied(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        return definitions.awaitCaughtUp(atMost) && agenda.awaitSettled(Duration.ofNanos(deadline - System.nanoTime()));
    }

    /** How a change of this generation of a collection stands. */
    public Standing standing(String collection, String generation) {
        Standing standing = application.standing(collection, generation);
        return standing == Standing.UNKNOWN && isDefined(collection, generation) ? Standing.DUE : standing;
    }

    /**
     * Announces a request to the target. Of collections whose {@link #standing} is asked for after this call none is
     * removed or made anew before the request has ended; who writes announces first, asks then, and sends last.
     *
     * @param request must complete some time, however it ends
     */
    public void hold(CompletableFuture<?> request) {
        application.hold(request);
    }

    /** This one {@linkplain Peers#leading leads} from now on: what was left to others may not be done. Does not block. */
    public void lead() {
        application.leftToOthers().forEach(agenda::add);
    }

    /** Waits until nothing of these generations of a collection is on its way to the target, nor will be; blocks. */
    public void awaitRetired(String collection, Collection<String> generations) {
        if (!definitions.awaitCaughtUp(RETIREMENT)) {
            throw new IllegalStateException("definitions could not be read within " + RETIREMENT);
        }
        agenda.await(
                () -> generations.stream()
                        .map(generation -> standing(collection, generation))
                        .noneMatch(standing -> standing == Standing.CURRENT || standing == Standing.DUE),
                RETIREMENT);
        application.awaitUnderWay();
    }

    /** Definitions that are not applied yet, for whatever reason; at least one while the topic is not read to its end. */
    public int waiting() {
        return definitions.awaitCaughtUp(CATCH_UP) ? agenda.size() : Math.max(1, agenda.size());
    }

    private boolean isDefined(String collection, String generation) {
        Definition definition = definitions.view().get(INDEX + collection);
        return definition != null
                && definition.getPresent()
                && definition.getGeneration().equals(generation)
                && !isRefused(agenda.problem(INDEX + collection));
    }

    /** As opposed to a target that does not answer now. */
    private static boolean isRefused(@Nullable RuntimeException problem) {
        return switch (problem) {
            case null -> false;
            case SearchUnavailableException _ -> false;
            case SearchRefusedException refused -> !refused.retriable();
            default -> true;
        };
    }

    /** Mapping type of a collection at a typed target; null elsewhere. */
    public @Nullable String typeOf(String collection) {
        return application.typeOf(collection);
    }

    /** What could not be kept, and what was created, in order. */
    public List<String> report() {
        return application.report();
    }

    /** What the target or these rules refuse now; each is tried again until it passes. */
    public List<String> problems() {
        return List.copyOf(agenda.problems());
    }

    @Override
    public void close() {
        application.close();
        agenda.close();
        definitions.close();
    }

    private void apply(String key) {
        Definition definition = definitions.view().get(key);
        if (definition != null) {
            application.apply(definition);
        }
    }
}
