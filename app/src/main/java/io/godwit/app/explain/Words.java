package io.godwit.app.explain;

import io.godwit.schemas.Side;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How facts are worded. */
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int BODY = 100;

    private Words() {}

    static String side(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String op(Op op) {
        return switch (op) {
            case PUT -> "Put";
            case REMOVE -> "Remove";
        };
    }

    /** How a change came to be known. */
    static String origin(Origin origin) {
        return switch (origin) {
            case CAPTURE -> "from the captured request";
            case LISTING -> "listed by the backfill";
            case PROJECTION -> "read again after a request";
            case RESCAN -> "found by a rescan";
            case REPAIR -> "read again by a repair";
        };
    }

    /** What became of a change. A target that had something newer refused it: that is as good as written. */
    static String change(State state) {
        return switch (state) {
            case WAITING -> "waiting to be written";
            case DONE -> "written";
            case GIVEN_UP -> "given up, see the dead letter";
        };
    }

    /** What became of anything else. */
    static String work(State state) {
        return switch (state) {
            case WAITING -> "waiting";
            case DONE -> "done";
            case GIVEN_UP -> "given up, see the dead letter";
        };
    }

    /** On one line, cut, without what looks like the user of an address. */
    static String excerpt(String text) {
        String line = withoutUser(text).replaceAll("\\s+", " ").strip();
        return line.length() <= BODY ? line : line.substring(0, BODY) + "…";
    }

    /** Of a document that was cut, perhaps within an address whose user would not be known for one. */
    static String beginning(String document) {
        return withoutUser(document).replaceAll("(?<=://)[^/@\\s\"]*$", "…");
    }

    static String withoutUser(String text) {
        return text.replaceAll("(?<=://)[^/@\\s\"]*@", "");
    }

    /** A sentence about several things, of which only a few are named. */
    static String enumerated(List<String> things) {
        int shown = Math.min(3, things.size());
        String text = String.join("; ", things.subList(0, shown));
        return things.size() > shown ? text + "; and " + (things.size() - shown) + " more" : text;
    }
}
