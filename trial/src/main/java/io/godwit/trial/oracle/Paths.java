package io.godwit.trial.oracle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The inner fields of documents, by their paths. */
final class Paths {
    private static final char SEPARATOR = '\0';

    private Paths() {}

    /** Path and value of everything that is no object. */
    static Map<String, @Nullable Object> leaves(Map<String, Object> document) {
        Map<String, @Nullable Object> leaves = new HashMap<>();
        collect("", document, leaves);
        return leaves;
    }

    /** Whether somebody who set {@code paths} has replaced what is at {@code path}, or a part of it. */
    static boolean covered(String path, Set<String> paths) {
        if (paths.contains(path)) {
            return true;
        }
        return paths.stream()
                .anyMatch(other -> other.startsWith(path + SEPARATOR) || path.startsWith(other + SEPARATOR));
    }

    private static void collect(String prefix, Map<?, ?> object, Map<String, @Nullable Object> leaves) {
        object.forEach((field, value) -> {
            String path = prefix.isEmpty() ? String.valueOf(field) : prefix + SEPARATOR + field;
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                collect(path, inner, leaves);
            } else {
                leaves.put(path, Canonical.of(value));
            }
        });
    }
}
