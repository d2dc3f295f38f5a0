package io.godwit.app.explain;

import io.godwit.projector.traffic.Touch;
import io.godwit.schemas.Side;
import java.util.ArrayList;
import java.util.List;

/** An account for people: a timeline, both sides as they are now, and one paragraph that says what follows. */
final class AccountText {
    private static final int WIDTH = 100;
    private static final int TIME = 25;
    private static final int PLACE = 22;
    private static final String INDENT = " ".repeat(TIME + PLACE);

    private final Account account;
    private final List<String> lines = new ArrayList<>();

    private AccountText(Account account) {
        this.account = account;
    }

    /** @param last how many facts are shown at most, the newest */
    static String of(Account account, int last) {
        AccountText text = new AccountText(account);
        text.lines.add(account.key().toString());
        text.timeline(last);
        text.lines.add("");
        text.now(Side.SOURCE);
        text.now(Side.TARGET);
        text.lines.add("");
        text.paragraph("So: " + String.join(" ", Conclusion.of(account).sentences()));
        return String.join("\n", text.lines);
    }

    private void timeline(int last) {
        List<Fact> facts = account.facts();
        int first = Math.max(0, facts.size() - last);
        long before = first + account.leftOut();
        lines.add("");
        if (before > 0) {
            lines.add("(" + before + " earlier ones are left out)");
        }
        if (facts.isEmpty()) {
            lines.add("No topic tells anything of it.");
        }
        facts.subList(first, facts.size()).forEach(this::fact);
    }

    private void fact(Fact fact) {
        String place = fact.place().brief(account.standing().migration());
        List<String> told = told(fact);
        String start = pad(Words.time(fact.at()), TIME) + pad(place, PLACE);
        lines.add(start + told.getFirst());
        told.subList(1, told.size()).forEach(line -> lines.add(INDENT + line));
    }

    private static List<String> told(Fact fact) {
        return switch (fact) {
            case Fact.Touched touched -> request(touched);
            case Fact.Changed changed -> change(changed);
            case Fact.Listed listed ->
                List.of("to be read again, " + listed.reason()
                        + listed.exchange().map(id -> " by exchange " + id).orElse("") + ": "
                        + Words.work(listed.state()));
            case Fact.Rescanned rescan ->
                List.of("rescan of its collection: " + Words.work(rescan.state()), Words.excerpt(rescan.reason()));
            case Fact.Gapped gap ->
                List.of("GAP, not captured: " + gap.line(), gap.reason() + ", proxy " + gap.proxy());
            case Fact.Dead dead -> deadLetter(dead);
            case Fact.Buried buried -> List.of("tombstone: removed with " + buried.revision());
            case Fact.Defined defined -> List.of(defined(defined));
            case Fact.Swung swung -> List.of(swung(swung));
        };
    }

    private static String swung(Fact.Swung swung) {
        String what = switch (swung.swing()) {
            case MOVED -> "clients moved to the ";
            case TAKEN_BACK -> "swing taken back: clients stayed at the ";
        };
        return what + Words.side(swung.side()) + ", epoch " + swung.epoch();
    }

    private static List<String> change(Fact.Changed changed) {
        List<String> told = new ArrayList<>();
        told.add(Words.op(changed.op()) + " " + changed.revision() + ", "
                + Words.origin(changed.found().origin()) + ": " + Words.change(changed.state()));
        changed.found().body().map(Words::excerpt).ifPresent(told::add);
        return told;
    }

    private static List<String> deadLetter(Fact.Dead dead) {
        String topic = dead.of().topic().replaceAll("^.*\\.", "");
        return List.of(
                "DEAD LETTER, " + dead.stage() + ": " + topic + "-" + dead.of().partition() + "@"
                        + dead.of().offset(),
                Words.excerpt(dead.reason()));
    }

    private static List<String> request(Fact.Touched touched) {
        Touch touch = touched.touch();
        List<String> told = new ArrayList<>();
        told.add(touched.request().line() + " -> " + touched.request().outcome());
        told.add(touch.kind().text()
                + touch.revision().map(revision -> ", revision " + revision).orElse("")
                + (touch.detail().isEmpty() ? "" : " (" + Words.excerpt(touch.detail()) + ")")
                + (touched.state() == State.WAITING ? "; not interpreted yet" : ""));
        told.add("at the " + Words.side(touched.side()) + ", exchange "
                + touched.request().exchange() + ", proxy " + touched.request().proxy());
        touch.body().map(Words::excerpt).ifPresent(told::add);
        return told;
    }

    private static String defined(Fact.Defined defined) {
        List<String> retired = defined.generations().retired();
        return defined.collection() + (defined.present() ? " is there" : " is GONE") + " at the "
                + Words.side(defined.side()) + ", generation "
                + defined.generations().now()
                + (retired.isEmpty() ? "" : ", before that " + String.join(", ", retired));
    }

    private void now(Side side) {
        String start = pad("now, " + Words.side(side), 14);
        switch (account.of(side)) {
            case Copy.NotAsked(String why) -> lines.add(start + "not known: " + why);
            case Copy.Absent() -> lines.add(start + "no such record");
            case Copy.Present copy -> {
                String numbers = "_version " + copy.version() + ", _seq_no " + copy.seqNo() + ", _primary_term "
                        + copy.primaryTerm() + ", routing " + copy.routing().orElse("-");
                lines.add(start
                        + account.revision(side)
                                .map(revision -> "revision " + revision + "  (" + numbers + ")")
                                .orElse(numbers));
                lines.add(" ".repeat(14) + Words.excerpt(copy.source().toString()));
            }
        }
    }

    private void paragraph(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }

    private static String pad(String text, int width) {
        return text.length() < width ? text + " ".repeat(width - text.length()) : text + " ";
    }
}
