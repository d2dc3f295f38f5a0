package io.godwit.app.explain;

import io.godwit.app.explain.Copy.Absent;
import io.godwit.app.explain.Copy.NotAsked;
import io.godwit.app.explain.Copy.Present;
import io.godwit.console.verify.DifferingFields;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from all that is known of a record. Pure.
 *
 * @param equality whether both sides hold the same now
 * @param sentences for people, in the order in which they are asked for: who wrote it last, what was published, what is on
 *     its way, whether both sides are equal, and why not
 */
record Conclusion(Equality equality, List<String> sentences) {

    /** Whether both sides hold the same now. */
    enum Equality {
        EQUAL,
        DIFFERENT,
        UNKNOWN
    }

    Conclusion {
        sentences = List.copyOf(sentences);
    }

    static Conclusion of(Account account) {
        Equality equality = equality(account);
        OnItsWay onItsWay = OnItsWay.of(account);
        List<String> sentences = new ArrayList<>(LastWrite.sentences(account));
        sentences.add(Published.sentence(account));
        sentences.add(onItsWay.sentence());
        sentences.add(sides(account, equality));
        sentences.addAll(WhyDifferent.sentences(account, equality, onItsWay));
        return new Conclusion(equality, sentences);
    }

    private static Equality equality(Account account) {
        if (account.source() instanceof NotAsked || account.target() instanceof NotAsked) {
            return Equality.UNKNOWN;
        }
        if (account.source() instanceof Present source && account.target() instanceof Present target) {
            return DifferingFields.between(source.source(), target.source()).isEmpty()
                    ? Equality.EQUAL
                    : Equality.DIFFERENT;
        }
        return account.source() instanceof Absent && account.target() instanceof Absent
                ? Equality.EQUAL
                : Equality.DIFFERENT;
    }

    private static String sides(Account account, Equality equality) {
        return switch (equality) {
            case UNKNOWN -> "Whether source and target are equal is not known: not both were asked.";
            case EQUAL ->
                account.source() instanceof Absent
                        ? "Neither side has the record now: they are equal."
                        : "Source and target are equal now.";
            case DIFFERENT -> "Source and target DIFFER now: " + difference(account) + ".";
        };
    }

    private static String difference(Account account) {
        if (account.source() instanceof Present source && account.target() instanceof Present target) {
            return "at " + String.join(", ", DifferingFields.between(source.source(), target.source()));
        }
        return account.source() instanceof Absent ? "only the target has the record" : "only the source has the record";
    }
}
