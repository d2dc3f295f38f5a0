package io.godwit.app.line;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.KafkaUnavailableException;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The end of the line that hears all reports, asks questions and, in the console, assigns. Thread-safe; all but
 * {@link #members} blocks.
 */
public final class RoleDesk implements AutoCloseable {
    private static final Duration PUBLISH = Duration.ofSeconds(15);
    /** Who lives reports several times in that. */
    private static final Duration STILL_SPEAKS = Duration.ofSeconds(3);

    /** Who falls silent makes no news. */
    private static final long LOOK_AGAIN_MS = 200;

    private final String name;
    private final Wires wires;
    private final Object news = new Object();
    private final Roster roster = new Roster();
    private final Asking asking;
    private Envelope newest = new Envelope(Mark.NONE, Wires.JSON.nullNode());
    private Mark own = Mark.NONE;
    private final long openedAt = System.nanoTime();
    private final CompletableFuture<String> replaced = new CompletableFuture<>();
    private boolean caughtUp;

    private RoleDesk(ClientProperties kafka, Topics topics, Wire wire, String name) {
        this.name = name;
        this.wires = new Wires(kafka, topics, wire, name, new Ear());
        this.asking = new Asking(name, wires, this);
    }

    /** @param name of the process: it does not answer its own questions */
    public static RoleDesk open(ClientProperties kafka, Topics topics, Wire wire, String name) {
        RoleDesk desk = new RoleDesk(kafka, topics, wire, name);
        try {
            desk.wires.awaitCaughtUp();
        } catch (RuntimeException e) {
            desk.close();
            throw e;
        }
        synchronized (desk.news) {
            desk.caughtUp = true;
            desk.own = new Mark(desk.newest.mark().term() + 1, name + " " + UUID.randomUUID(), 0);
        }
        return desk;
    }

    /**
     * From now on nobody obeys an earlier console; what the last one assigned stands. To be done before anything is read
     * that an assignment is to follow from: one that another console has changed since is then not obeyed.
     *
     * @throws IllegalStateException when another console was faster
     */
    public void claim() {
        Mark mark;
        JsonNode standing;
        synchronized (news) {
            mark = own;
            standing = newest.body();
        }
        requireTaken(wires.assign(new Envelope(mark, standing)), "who the console is");
        wires.awaitCaughtUp();
        requireObeyed(mark);
    }

    /** Complete with the name of the console that is obeyed instead of this one, as soon as there is one. */
    public CompletableFuture<String> replaced() {
        return replaced;
    }

    /** The assignment in force when nothing has been assigned here, left by an earlier console. */
    public Optional<JsonNode> inherited() {
        synchronized (news) {
            return newest.body().isNull() ? Optional.empty() : Optional.of(newest.body());
        }
    }

    /**
     * Assigns; returns when it is durable and obeyed. Whatever was assigned before no longer counts. {@link #members} knows afterwards
     * every process that had begun to report by then; later ones know the assignment before they do anything.
     */
    public Mark assign(Object assignment) {
        Mark mark;
        synchronized (news) {
            mark = new Mark(own.term(), own.console(), own.number() + 1);
            own = mark;
        }
        requireTaken(wires.assign(new Envelope(mark, Wires.JSON.valueToTree(assignment))), "an assignment");
        wires.awaitCaughtUp();
        requireObeyed(mark);
        return mark;
    }

    /** After a later console, or another one that was first in this term, nobody obeys. */
    private void requireObeyed(Mark mark) {
        synchronized (news) {
            if (newest.mark().replaces(mark) || !newest.mark().console().equals(mark.console())) {
                throw new IllegalStateException("another console, '"
                        + newest.mark().console() + "', has taken over: nobody obeys this one any more; end it");
            }
        }
    }

    /** All processes of a role that have not said goodbye, by name. */
    public List<Heard> members(Role role) {
        return roster.of(role);
    }

    /**
     * What became of it.
     *
     * @param done whether it counts no more
     * @param text the result or the reason, in one line
     */
    public record Forgetting(boolean done, String text) {}

    /** A process that will never come back counts no more; one that still speaks is not forgotten. */
    public Forgetting forget(String member) {
        List<Heard> known = roster.named(member);
        if (known.isEmpty()) {
            return new Forgetting(
                    false,
                    "no process '" + member + "' is known; known are "
                            + roster.everybody().stream()
                                    .map(heard -> heard.report().name())
                                    .toList());
        }
        long patience = System.nanoTime() + STILL_SPEAKS.toNanos();
        if (await(() -> roster.named(member).stream().anyMatch(Heard::speaks), patience)) {
            return new Forgetting(
                    false, "'" + member + "' lives: end it first, in good order, and it need not be forgotten");
        }
        known.forEach(heard ->
                requireTaken(wires.forget(Verbs.reportKey(heard.report().role(), member)), "what is to be forgotten"));
        return new Forgetting(true, "'" + member + "' is forgotten");
    }

    /**
     * Waits until a condition holds for the members of a role.
     *
     * @return false if {@code atMost} passed before
     */
    public boolean awaitMembers(Role role, Predicate<List<Heard>> condition, Duration atMost) {
        return await(() -> condition.test(members(role)), System.nanoTime() + atMost.toNanos());
    }

    /**
     * Asks every member of a role and waits for the answers of all that are not silent. One that becomes silent meanwhile
     * is waited for no longer; who must know what all say compares the names.
     *
     * @throws IllegalStateException when one of them could not answer, or not in time, or when there is none
     */
    public List<Reply> ask(Role role, String what, Object arguments, Duration atMost) {
        return asking.these(somebody(role), what, arguments, atMost);
    }

    /** As {@link #ask}, of one of those who can be heard. */
    public Reply askAny(Role role, String what, Object arguments, Duration atMost) {
        return asking.these(List.of(somebody(role).getFirst()), what, arguments, atMost)
                .getFirst();
    }

    /** As {@link #ask}, of those who are there; none need be. */
    public List<Reply> askOthers(Role role, String what, Object arguments, Duration atMost) {
        return asking.these(others(role), what, arguments, atMost);
    }

    @Override
    public void close() {
        wires.close();
    }

    private List<Report> somebody(Role role) {
        List<Report> others = others(role);
        if (others.isEmpty()) {
            throw new IllegalStateException("no " + role.text() + " runs");
        }
        return others;
    }

    /** Those that can be heard but for this one; just after this end began, they are given time to be. */
    private List<Report> others(Role role) {
        var unused = await(() -> allSpeak(members(role)), openedAt + Heard.SILENT.toNanos());
        return members(role).stream()
                .filter(heard -> !heard.silent() && !heard.report().name().equals(name))
                .map(Heard::report)
                .toList();
    }

    private static boolean allSpeak(List<Heard> members) {
        return !members.isEmpty()
                && members.stream().allMatch(heard -> heard.ago().compareTo(Heard.NEVER) < 0);
    }

    /** False if it is not so at the deadline. */
    boolean await(BooleanSupplier condition, long deadline) {
        synchronized (news) {
            try {
                while (!condition.getAsBoolean()) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    news.wait(Math.clamp(left / 1_000_000, 1, LOOK_AGAIN_MS));
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for roles", e);
            }
        }
    }

    static void requireTaken(Future<Void> published, String what) {
        try {
            published.get(PUBLISH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was to take " + what, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException("Kafka did not take " + what + ": " + e, e);
        }
    }

    /** What this end hears. */
    private final class Ear implements Wires.Listener {
        @Override
        public void assigned(Envelope envelope) {
            synchronized (news) {
                if (envelope.mark().replaces(newest.mark())) {
                    newest = envelope;
                    noteReplaced(envelope.mark().console());
                }
                news.notifyAll();
            }
        }

        private void noteReplaced(String console) {
            if (own.term() > 0 && caughtUp && !console.equals(own.console())) {
                replaced.complete(console);
            }
        }

        @Override
        public void asked(Question question) {
            // answered by the roles
        }

        @Override
        public void told(String key, @Nullable String json) {
            synchronized (news) {
                if (Verbs.isReport(key)) {
                    roster.hear(key, json, caughtUp);
                } else if (json != null && caughtUp) {
                    asking.hear(key, json);
                }
                news.notifyAll();
            }
        }
    }
}
