package io.godwit.app.explain;

import io.godwit.app.explain.Fact.Changed;
import io.godwit.app.explain.Fact.Listed;
import io.godwit.app.explain.Fact.Rescanned;
import io.godwit.app.explain.Fact.Touched;
import io.godwit.projector.traffic.Touch;
import java.util.ArrayList;
import java.util.List;

/**
 * What has not arrived at the side that follows.
 *
 * @param things each in words
 */
record OnItsWay(List<String> things) {

    static OnItsWay of(Account account) {
        String migration = account.standing().migration();
        List<String> things = new ArrayList<>();
        account.published().stream()
                .filter(change -> change.state() == State.WAITING)
                .map((Changed change) -> Words.op(change.op()) + " " + change.revision() + " ("
                        + change.place().brief(migration) + ")")
                .forEach(things::add);
        account.all(Listed.class)
                .filter(listed -> listed.from() == account.standing().leading() && listed.state() == State.WAITING)
                .map(listed ->
                        "it will be read again (" + listed.place().brief(migration) + ", " + listed.reason() + ")")
                .forEach(things::add);
        account.all(Rescanned.class)
                .filter(rescan -> rescan.from() == account.standing().leading() && rescan.state() == State.WAITING)
                .map(rescan -> "a rescan of its collection (" + rescan.place().brief(migration) + ")")
                .forEach(things::add);
        account.all(Touched.class)
                .filter(touched -> isUnread(touched, account))
                .map(touched -> "what " + touched.request().line() + " did ("
                        + touched.place().brief(migration) + ", not interpreted yet)")
                .forEach(things::add);
        return new OnItsWay(things);
    }

    boolean isEmpty() {
        return things.isEmpty();
    }

    String sentence() {
        return things.isEmpty()
                ? "Nothing of it is on its way."
                : "Still on its way: " + Words.enumerated(things) + ".";
    }

    private static boolean isUnread(Touched touched, Account account) {
        Touch.Kind kind = touched.touch().kind();
        boolean matters = kind.wrote() || kind == Touch.Kind.UNKNOWN || kind == Touch.Kind.MAY;
        return matters
                && touched.state() == State.WAITING
                && touched.side() == account.standing().leading()
                && touched.epoch() >= account.standing().epoch();
    }
}
