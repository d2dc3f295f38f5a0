package io.godwit.app.explain;

import io.godwit.app.explain.Fact.Changed;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Op;
import java.util.List;

/** Says whether the side that follows has the highest revision that was published for it. */
final class Published {
    private Published() {}

    static String sentence(Account account) {
        List<Changed> published = account.published();
        String following = Words.side(account.standing().following());
        if (published.isEmpty()) {
            return account.standing().epoch() == 0
                    ? "Nothing was published for the " + following + "."
                    : "Nothing was published for the " + following + " since clients moved to the "
                            + Words.side(account.standing().leading()) + " (epoch "
                            + account.standing().epoch() + ").";
        }
        Changed highest = published.getLast();
        return "The highest revision published for the " + following + " is " + highest.revision() + " ("
                + Words.op(highest.op()) + ", "
                + highest.place().brief(account.standing().migration()) + ", " + Words.change(highest.state()) + "), "
                + has(account, highest, following) + ".";
    }

    private static String has(Account account, Changed highest, String following) {
        return switch (account.following()) {
            case Copy.NotAsked _ -> "and the " + following + " was not asked";
            case Copy.Absent _ ->
                highest.op() == Op.REMOVE
                        ? "and the " + following + " has no such record, as it should"
                        : "and the " + following + " does NOT have the record";
            case Copy.Present copy -> compared(account, copy, highest);
        };
    }

    private static String compared(Account account, Copy.Present copy, Changed highest) {
        String following = Words.side(account.standing().following());
        String there = account.revision(account.standing().following())
                .map(Revision::toString)
                .orElse("_version " + copy.version() + ", which is no revision");
        // by this the side that follows refuses what is older, whoever wrote it
        int order = Long.compare(copy.version(), highest.revision().value());
        if (order > 0) {
            return "and the " + following + " has something newer: " + there;
        }
        if (highest.op() == Op.REMOVE) {
            return "yet the " + following + " STILL has the record, with " + there;
        }
        return order == 0 ? "and the " + following + " has it" : "and the " + following + " has only " + there;
    }
}
