package io.godwit.app.explain;

import io.godwit.projector.traffic.Touch;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.Side;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that is known of one record.
 *
 * @param standing where clients write
 * @param facts what the topics tell, in the order of time
 * @param leftOut how many facts there were besides, all of them older than those of their kind
 */
record Account(RecordKey key, Standing standing, List<Fact> facts, long leftOut, Copy source, Copy target) {

    /** Causes before what came of them, where clocks do not tell. */
    private static final Comparator<Fact> ORDER = Comparator.comparing(Fact::at)
            .thenComparingInt(Account::rank)
            .thenComparing(fact -> fact.place().topic())
            .thenComparingInt(fact -> fact.place().partition())
            .thenComparingLong(fact -> fact.place().offset());

    /**
     * Where the migration stands.
     *
     * @param migration its name
     * @param leading the side that clients write to
     */
    record Standing(String migration, Side leading, int epoch) {
        Side following() {
            return leading == Side.SOURCE ? Side.TARGET : Side.SOURCE;
        }
    }

    Account {
        facts = facts.stream().sorted(ORDER).toList();
    }

    Copy leading() {
        return of(standing.leading());
    }

    Copy following() {
        return of(standing.following());
    }

    Copy of(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /** The revision of what a side holds; empty where its numbers only count, or are of another epoch. */
    Optional<Revision> revision(Side side) {
        if (!(of(side) instanceof Copy.Present copy)) {
            return Optional.empty();
        }
        Optional<Revision> own = side == standing.leading() ? own(copy) : Optional.empty();
        return own.or(() -> brought(side, copy));
    }

    /** After a swing the side that clients went to holds what they wrote, and what they have not written since. */
    private Optional<Revision> own(Copy.Present copy) {
        Optional<Revision> first = Stream.concat(
                        published().stream().map(Fact.Changed::revision),
                        all(Fact.Touched.class)
                                .filter(touched -> touched.side() == standing.leading())
                                .flatMap(touched -> touched.touch().revision().stream()))
                .filter(revision -> revision.epoch() == standing.epoch())
                .min(Comparator.naturalOrder());
        return copy.own(standing.epoch())
                .filter(own -> standing.epoch() == 0
                        || first.filter(one -> one.compareTo(own) <= 0).isPresent());
    }

    /** Where clients have written before, a version may be Godwit's raised by one: only the topics tell. */
    private Optional<Revision> brought(Side side, Copy.Present copy) {
        boolean onlyByGodwit = standing.epoch() == 0 && side == standing.following();
        return copy.brought()
                .filter(revision -> onlyByGodwit
                        || all(Fact.Changed.class)
                                .anyMatch(change -> change.from() != side
                                        && change.revision().equals(revision)));
    }

    <T extends Fact> Stream<T> all(Class<T> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The changes that the following side is to get from where clients write now, in the order of their revisions. */
    List<Fact.Changed> published() {
        return all(Fact.Changed.class)
                .filter(change ->
                        change.from() == standing.leading() && change.revision().epoch() == standing.epoch())
                .sorted(Comparator.comparing(Fact.Changed::revision))
                .toList();
    }

    /** The change with the highest revision that was ever published for it, whatever the direction. */
    Optional<Fact.Changed> newest() {
        return all(Fact.Changed.class).max(Comparator.comparing(Fact.Changed::revision));
    }

    /** The captured request with the highest revision that wrote it for sure. */
    Optional<Fact.Touched> lastWrite() {
        Predicate<Touch> wrote =
                touch -> touch.kind().wrote() && touch.revision().isPresent();
        return all(Fact.Touched.class)
                .filter(touched -> wrote.test(touched.touch()))
                .max(Comparator.comparing(touched -> touched.touch().revision().orElseThrow()));
    }

    private static int rank(Fact fact) {
        return switch (fact) {
            case Fact.Defined _ -> 0;
            case Fact.Swung _ -> 1;
            case Fact.Touched _ -> 2;
            case Fact.Gapped _ -> 3;
            case Fact.Rescanned _ -> 4;
            case Fact.Listed _ -> 5;
            case Fact.Changed _ -> 6;
            case Fact.Buried _ -> 7;
            case Fact.Dead _ -> 8;
        };
    }
}
