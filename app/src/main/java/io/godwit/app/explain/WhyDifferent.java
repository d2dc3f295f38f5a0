package io.godwit.app.explain;

import io.godwit.app.explain.Conclusion.Equality;
import io.godwit.app.explain.Fact.Changed;
import io.godwit.app.explain.Fact.Dead;
import io.godwit.app.explain.Fact.Defined;
import io.godwit.app.explain.Fact.Gapped;
import io.godwit.schemas.avro.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why both sides differ, as far as the topics tell, and what to do. */
final class WhyDifferent {
    private static final String REPAIR = "./godwit verify, then ./godwit repair";

    private WhyDifferent() {}

    static List<String> sentences(Account account, Equality equality, OnItsWay onItsWay) {
        List<String> sentences = new ArrayList<>();
        List<Dead> dead = account.all(Dead.class).toList();
        if (equality == Equality.EQUAL) {
            if (!dead.isEmpty()) {
                sentences.add("Of its dead letters (" + dead.size() + ") none matters any more.");
            }
            return sentences;
        }
        dead.forEach(letter -> sentences.add(givenUp(account, letter)));
        gaps(account).ifPresent(sentences::add);
        if (equality == Equality.DIFFERENT) {
            sentences.add(advice(account, dead.stream().anyMatch(letter -> isLast(account, letter)), onItsWay));
        }
        return sentences;
    }

    /** Whether nothing that was published since made up for it. */
    private static boolean isLast(Account account, Dead letter) {
        List<Changed> published = account.published();
        if (published.isEmpty() || published.getLast().place().equals(letter.of())) {
            return true;
        }
        boolean ofAChange = published.stream().anyMatch(change -> change.place().equals(letter.of()));
        return !ofAChange && letter.at().isAfter(published.getLast().at());
    }

    private static String givenUp(Account account, Dead letter) {
        Optional<Changed> change = account.all(Changed.class)
                .filter(one -> one.place().equals(letter.of()))
                .findFirst();
        String what = change.map(one -> Words.op(one.op()) + " " + one.revision() + " was refused by the "
                        + (one.from() == account.standing().leading()
                                ? Words.side(account.standing().following())
                                : Words.side(account.standing().leading())))
                .orElse(letter.of().brief(account.standing().migration()) + " was given up (" + letter.stage() + ")");
        return what + ": " + Words.excerpt(letter.reason()) + " (dead letter "
                + letter.place().brief(account.standing().migration()) + ").";
    }

    private static Optional<String> gaps(Account account) {
        List<String> lines = account.all(Gapped.class)
                .map(gap -> gap.line() + " at " + Words.time(gap.at()) + " (" + gap.reason() + ")")
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of("A write of it may hide in a gap: " + Words.enumerated(lines) + ".");
    }

    private static String advice(Account account, boolean dead, OnItsWay onItsWay) {
        if (dead) {
            return "Mend the cause, then ./godwit repair.";
        }
        if (!onItsWay.isEmpty()) {
            return "What is on its way will make them equal, unless something holds it up: see ./godwit status, and ask"
                    + " again.";
        }
        List<Changed> published = account.published();
        if (published.isEmpty()) {
            return "Nothing tells the " + Words.side(account.standing().following())
                    + " about it: its collection is not listed so far, does not take part, or the write went past the"
                    + " proxy. See ./godwit status; when the backfill is done, " + REPAIR + ".";
        }
        return settled(account, published.getLast());
    }

    private static String settled(Account account, Changed highest) {
        String generation = highest.found().generation();
        Optional<String> now = account.all(Defined.class)
                .filter(defined -> defined.side() == account.standing().leading() && defined.present())
                .reduce((_, last) -> last)
                .map(defined -> defined.generations().now());
        if (now.filter(one -> !one.equals(generation)).isPresent()) {
            return "That change is of an earlier generation of its collection (" + generation + ", now " + now.get()
                    + "), so it counts no more: the collection was made anew. To mend it: " + REPAIR + ".";
        }
        String following = Words.side(account.standing().following());
        boolean here = highest.op() == Op.PUT
                && account.revision(account.standing().following())
                        .filter(highest.revision()::equals)
                        .isPresent();
        return here
                ? "The " + following + " has what was published, so the "
                        + Words.side(account.standing().leading())
                        + " was written past the proxy, or just now. To mend it: " + REPAIR + "."
                : "That change was settled, so the " + following + " had it or something newer: somebody wrote to the "
                        + following + " past Godwit, or removed it there. To mend it: " + REPAIR + ".";
    }
}
