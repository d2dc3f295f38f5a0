package io.godwit.app.explain;

import io.godwit.app.explain.Fact.Changed;
import io.godwit.app.explain.Fact.Touched;
import io.godwit.projector.traffic.Touch;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says who wrote a record last. */
final class LastWrite {
    private LastWrite() {}

    static List<String> sentences(Account account) {
        List<String> sentences = new ArrayList<>();
        Optional<Touched> last = account.lastWrite();
        Optional<Changed> newest = account.newest().filter(change -> isNewer(change, last));
        if (newest.isPresent()) {
            sentences.add(notCaptured(newest.get()));
        } else {
            sentences.add(last.map(LastWrite::captured).orElse("No topic tells of a write to it."));
        }
        doubt(account, last).ifPresent(sentences::add);
        unseen(account).ifPresent(sentences::add);
        return sentences;
    }

    /** What was read and found gone has the revision of its shard, which is higher than that of the removal. */
    private static boolean isNewer(Changed change, Optional<Touched> last) {
        if (last.isEmpty()) {
            return true;
        }
        boolean readAsGone = change.op() == Op.REMOVE
                && change.found().origin() != Origin.CAPTURE
                && last.get().touch().kind() == Touch.Kind.REMOVED;
        return !readAsGone && change.revision().compareTo(revision(last.get())) > 0;
    }

    private static String captured(Touched last) {
        String what = switch (last.touch().kind()) {
            case REMOVED -> "It was removed last";
            case CHANGED -> "It was changed last";
            default -> "It was written last";
        };
        return what + " at the " + Words.side(last.side()) + ", by "
                + last.request().line()
                + " at " + Words.time(last.at()) + " (exchange "
                + last.request().exchange() + ", proxy "
                + last.request().proxy() + "): revision " + revision(last) + ".";
    }

    private static String notCaptured(Changed newest) {
        String why = newest.found().origin() == Origin.LISTING
                ? "it is older than the capture, or was written past the proxy"
                : "its answer was not captured, or it was written past the proxy";
        return "Its newest known revision, " + newest.revision() + ", was "
                + Words.origin(newest.found().origin())
                + " at the " + Words.side(newest.from()) + " at " + Words.time(newest.at())
                + "; no captured request tells that it made it: " + why + ".";
    }

    /** Requests after the last write of which nobody knows whether they touched it. */
    private static Optional<String> doubt(Account account, Optional<Touched> last) {
        Instant since = last.map(Touched::at).orElse(Instant.EPOCH);
        List<String> doubtful = account.all(Touched.class)
                .filter(touched -> touched.at().isAfter(since))
                .filter(touched -> touched.touch().kind() == Touch.Kind.UNKNOWN
                        || touched.touch().kind() == Touch.Kind.MAY)
                .map(touched -> touched.request().line() + " at " + Words.time(touched.at()) + " ("
                        + touched.request().outcome() + ")")
                .toList();
        return doubtful.isEmpty()
                ? Optional.empty()
                : Optional.of((last.isPresent() ? "Since its last captured write it" : "It")
                        + " may have been touched by " + Words.enumerated(doubtful) + ".");
    }

    /** What clients see is newer than what the topics tell. */
    private static Optional<String> unseen(Account account) {
        Optional<Revision> known = account.newest().map(Changed::revision);
        Optional<Revision> written = account.lastWrite().map(LastWrite::revision);
        Optional<Revision> highest = known.filter(
                        one -> written.filter(two -> two.compareTo(one) > 0).isEmpty())
                .or(() -> written);
        return account.revision(account.standing().leading())
                .filter(own -> highest.filter(one -> one.compareTo(own) >= 0).isEmpty())
                .map(own -> "The " + Words.side(account.standing().leading()) + " holds revision " + own
                        + ", of which no topic tells: it was written just now, or past the proxy"
                        + (highest.isEmpty() ? ", or is not listed yet." : "."));
    }

    private static Revision revision(Touched touched) {
        return touched.touch().revision().orElseThrow();
    }
}
