package io.godwit.trial.oracle;

import io.godwit.trial.history.Operation;
import io.godwit.trial.oracle.Mode.Patch;
import io.godwit.trial.oracle.Mode.Replace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of operations that ends in what was found: from the last operation backwards, until one makes
 * everything before it irrelevant. A document mostly names who wrote each part of it, so few orders are tried. For one
 * question.
 */
final class Orders {
    /** How long a server at least knows the version of a record after its removal. */
    private static final long VERSIONS_GO_ON_NANOS = 60_000_000_000L;

    private static final int MAX_TRIES = 100_000;
    private static final long MAX_NANOS = 10_000_000_000L;

    private final Fold fold;
    private final Optional<Map<String, Object>> loaded;
    private final List<Event> older;
    private final Presence presence;
    private final List<Uncertain> uncertain;
    private final Question question;
    private final long began = System.nanoTime();
    private int tries;
    private boolean givenUp;

    /**
     * @param loaded what the record held before all operations
     * @param older operations that others have made irrelevant
     * @param presence what answers say of before
     * @param uncertain operations that may have been executed
     */
    Orders(
            Fold fold,
            Optional<Map<String, Object>> loaded,
            List<Event> older,
            Presence presence,
            List<Uncertain> uncertain,
            Question question) {
        this.fold = fold;
        this.loaded = loaded;
        this.older = older;
        this.presence = presence;
        this.uncertain = uncertain;
        this.question = question;
    }

    /** A certain operation as the next older one. */
    private record Choice(Event event, int epoch) {}

    /** Whether there is one, given what was certainly executed and matters. */
    boolean exists(List<Event> certain) {
        return exists(null, certain);
    }

    /** Whether so many orders are possible that not all were tried. */
    boolean givenUp() {
        return givenUp;
    }

    private boolean exists(@Nullable Chain chain, List<Event> rest) {
        givenUp |= ++tries > MAX_TRIES || System.nanoTime() - began > MAX_NANOS;
        if (givenUp) {
            return false;
        }
        if (rest.isEmpty() && endsInWhatWasFound(chain, loaded) && answersAllow(chain, rest)) {
            return true;
        }
        List<Choice> choices = choices(chain, rest);
        for (Choice choice : choices) {
            if (fits(chain, choice) && withCertain(chain, choice, rest)) {
                return true;
            }
        }
        for (Uncertain maybe : uncertain) {
            if (mayComeHere(chain, maybe, rest) && withUncertain(chain, maybe, rest)) {
                return true;
            }
        }
        return false;
    }

    /** Those that may be the youngest of {@code rest}, each with the epoch it was then executed in. */
    private List<Choice> choices(@Nullable Chain chain, List<Event> rest) {
        long lastSent =
                rest.stream().mapToLong(event -> event.operation().sent()).max().orElse(0);
        List<Choice> choices = new ArrayList<>();
        for (Event event : rest) {
            int to = chain == null ? event.latest() : Math.min(event.latest(), chain.epoch());
            for (int epoch = to; event.done().at() >= lastSent && epoch >= event.earliest(); epoch--) {
                if (isYoungest(event, epoch, chain, rest)) {
                    choices.add(new Choice(event, epoch));
                }
            }
        }
        return choices;
    }

    private static boolean isYoungest(Event event, int epoch, @Nullable Chain chain, List<Event> rest) {
        for (Chain link = chain; link != null && link.epoch() == epoch; link = link.newer()) {
            if (link.event() != null && link.event().placedBefore(event)) {
                return false;
            }
        }
        for (Event other : rest) {
            boolean younger = event.done().at() < other.operation().sent()
                    || other.earliest() > epoch
                    || (other.earliest() == epoch && event.placedBefore(other));
            if (younger) {
                return false;
            }
        }
        return true;
    }

    /** Whether what the server said of positions and versions allows it. */
    private boolean fits(@Nullable Chain chain, Choice choice) {
        Event event = choice.event();
        if (chain == null) {
            return question.mark().isEmpty()
                    || choice.epoch() != question.epoch()
                    || !event.done().placed()
                    || (event.done().seqNo() == question.mark().get().seqNo()
                            && event.done().primaryTerm()
                                    == question.mark().get().primaryTerm());
        }
        Chain newer = chain.oldestCertain();
        return newer == null
                || newer.epoch() != choice.epoch()
                || chain.loose() <= roomBetween(event, Objects.requireNonNull(newer.event()));
    }

    /** How many operations the server can have executed between these two. */
    private static long roomBetween(Event older, Event newer) {
        long from = older.done().version();
        long to = newer.done().version();
        boolean counted =
                from > 0 && to > from && newer.done().at() - older.operation().sent() < VERSIONS_GO_ON_NANOS;
        return counted ? to - from - 1 : Long.MAX_VALUE;
    }

    private boolean withCertain(@Nullable Chain chain, Choice choice, List<Event> rest) {
        Event event = choice.event();
        Mode mode = Mode.of(event.operation()).getFirst();
        if (!explains(mode, chain)) {
            return false;
        }
        Chain longer = Chain.certain(event, mode, choice.epoch(), chain, sets(mode));
        List<Event> before = rest.stream()
                .filter(other -> other.operation() != event.operation())
                .toList();
        if (mode.absolute()) {
            return endsInWhatWasFound(longer, Optional.empty())
                    && answersAllow(longer, before)
                    && event.foundThere()
                            .filter(there -> !mayBeLeft(there, longer, before))
                            .isEmpty();
        }
        return exists(longer, before);
    }

    /** Whether what was answered before the chain can be true without it. */
    private boolean answersAllow(@Nullable Chain chain, List<Event> rest) {
        Set<Operation> later = new HashSet<>();
        long sent = Long.MAX_VALUE;
        for (Chain link = chain; link != null; link = link.newer()) {
            later.add(link.operation());
            sent = link.event() == null ? Math.min(sent, link.operation().sent()) : sent;
        }
        long from = sent;
        return presence.allows(rest, later)
                && presence.allows(
                        older.stream()
                                .filter(event -> event.done().at() >= from)
                                .toList(),
                        later);
    }

    /** Whether the record can have been there, or absent, just before that chain. */
    private boolean mayBeLeft(boolean there, Chain chain, List<Event> rest) {
        boolean untouched = rest.isEmpty() && older.isEmpty() && loaded.isPresent() == there;
        return untouched
                || choices(chain, rest).stream()
                        .anyMatch(choice -> choice.event().leavesThere() == there && fits(chain, choice))
                || uncertain.stream().anyMatch(maybe -> maybe.mayLeave(there) && mayComeHere(chain, maybe, rest))
                || older.stream()
                        .anyMatch(event ->
                                event.leavesThere() == there && rest.stream().noneMatch(event::before));
    }

    private boolean mayComeHere(@Nullable Chain chain, Uncertain maybe, List<Event> rest) {
        if (rest.stream().anyMatch(maybe::before)) {
            return false;
        }
        if (chain == null) {
            return question.mark().isEmpty() || rest.stream().allMatch(this::beforeTheMark);
        }
        return !chain.contains(maybe.operation())
                && !chain.overBefore(maybe.operation())
                && maybe.earliest() <= chain.epoch()
                && uncertain.stream()
                        .filter(other -> chain.contains(other.operation()))
                        .noneMatch(newer -> newer.before(maybe));
    }

    private boolean beforeTheMark(Event event) {
        Found.Mark mark = question.mark().orElseThrow();
        if (!event.isIn(question.epoch()) || !event.done().placed()) {
            return true;
        }
        return event.done().primaryTerm() == mark.primaryTerm()
                ? event.done().seqNo() < mark.seqNo()
                : event.done().primaryTerm() < mark.primaryTerm();
    }

    private boolean withUncertain(@Nullable Chain chain, Uncertain maybe, List<Event> rest) {
        for (Mode mode : Mode.of(maybe.operation())) {
            Set<String> sets = sets(mode);
            if (!explains(mode, chain) || !shows(mode, sets, chain)) {
                continue;
            }
            Chain longer = Chain.uncertain(maybe, mode, chain, sets);
            boolean found = mode.absolute()
                    ? roomBefore(longer, rest)
                            && endsInWhatWasFound(longer, Optional.empty())
                            && answersAllow(longer, rest)
                            && (isAlwaysWhole(maybe) || mayBeLeft(false, longer, rest))
                    : exists(longer, rest);
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** Whether it left its whole document whatever was there; an upsert did so only where nothing was. */
    private static boolean isAlwaysWhole(Uncertain maybe) {
        return Mode.of(maybe.operation()).size() == 1;
    }

    private boolean roomBefore(Chain chain, List<Event> rest) {
        return rest.isEmpty() || choices(chain, rest).stream().anyMatch(choice -> fits(chain, choice));
    }

    /** Whether what it left, and nobody after it replaced, is what was found. */
    private boolean explains(Mode mode, @Nullable Chain chain) {
        if (question.absent()) {
            return mode instanceof Replace(var document) && document.isEmpty();
        }
        if (mode instanceof Replace(var document) && document.isEmpty()) {
            return false;
        }
        if (!(mode instanceof Patch(var part))) {
            return true;
        }
        return Paths.leaves(fold.fields(part)).entrySet().stream()
                .allMatch(leaf -> isCovered(leaf.getKey(), chain)
                        || (question.leaves().containsKey(leaf.getKey())
                                && Objects.equals(
                                        leaf.getValue(), question.leaves().get(leaf.getKey()))));
    }

    /** Whether it can be seen at all; an operation that nobody knows of and that left no trace need not have happened. */
    private static boolean shows(Mode mode, Set<String> sets, @Nullable Chain chain) {
        return !(mode instanceof Patch) || sets.stream().anyMatch(path -> !isCovered(path, chain));
    }

    private static boolean isCovered(String path, @Nullable Chain chain) {
        return chain != null && Paths.covered(path, chain.paths());
    }

    private Set<String> sets(Mode mode) {
        return mode instanceof Patch(var part)
                ? new HashSet<>(Paths.leaves(fold.fields(part)).keySet())
                : Set.of();
    }

    private boolean endsInWhatWasFound(@Nullable Chain chain, Optional<Map<String, Object>> before) {
        Optional<Map<String, Object>> state = before;
        for (Chain link = chain; link != null; link = link.newer()) {
            if (state.isEmpty() && !link.mode().absolute()) {
                return false;
            }
            state = fold.apply(state, link.mode());
        }
        return question.answeredBy(state);
    }
}
