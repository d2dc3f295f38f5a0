package io.godwit.projector.traffic;

import io.godwit.schemas.RecordKey;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which records a history is wanted of.
 *
 * @param names collections the record may be of, and aliases that lead or led to them; empty: all there are
 * @param id its id
 * @param routing its routing; empty: any, and none
 */
public record Wanted(Set<String> names, String id, Optional<String> routing) {
    public Wanted {
        names = Set.copyOf(names);
    }

    public boolean is(RecordKey record) {
        return is(record.collection(), record.id()) && (routing.isEmpty() || routing.equals(record.routing()));
    }

    boolean is(String collection, String recordId) {
        return id.equals(recordId) && (names.isEmpty() || names.contains(collection));
    }

    /** Whether an expression of a request (names, aliases, patterns, or nothing for all) may mean its collection. */
    public boolean mayBeIn(String expression) {
        if (expression.isEmpty() || names.isEmpty()) {
            return true;
        }
        for (String part : expression.split(",", -1)) {
            if (part.equals("_all") || part.startsWith("<") || names.stream().anyMatch(name -> matches(part, name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.indexOf('*') < 0) {
            return pattern.equals(name);
        }
        return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), name);
    }
}
