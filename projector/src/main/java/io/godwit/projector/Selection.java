package io.godwit.projector;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which collections take part: those that match an include pattern (or all, if there is none) and no exclude pattern.
 * Names that begin with a dot belong to the server and never do.
 *
 * @param include patterns in which {@code *} stands for anything
 * @param exclude patterns in which {@code *} stands for anything
 */
public record Selection(List<String> include, List<String> exclude) {
    public static final Selection ALL = new Selection(List.of(), List.of());

    public Selection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    public boolean takes(String collection) {
        return !collection.startsWith(".")
                && (include.isEmpty() || include.stream().anyMatch(pattern -> matches(pattern, collection)))
                && exclude.stream().noneMatch(pattern -> matches(pattern, collection));
    }

    private static boolean matches(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.matches(regex.toString(), name);
    }
}
