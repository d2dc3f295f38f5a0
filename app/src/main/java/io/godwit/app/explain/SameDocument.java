package io.godwit.app.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares documents as a verification does: members in any order, numbers by value, everything else the same. */
final class SameDocument {
    private static final int MOST_PATHS = 5;

    private SameDocument() {}

    /** Where they differ, as JSON pointers, the first few; empty when they are the same. */
    static List<String> differences(JsonNode one, JsonNode other) {
        List<String> paths = new ArrayList<>();
        compare("", one, other, paths);
        return paths;
    }

    private static void compare(String path, JsonNode one, JsonNode other, List<String> paths) {
        if (paths.size() >= MOST_PATHS) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = new HashSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            names.stream()
                    .sorted()
                    .forEach(name -> compare(path + "/" + escaped(name), one.path(name), other.path(name), paths));
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(path + "/" + i, one.path(i), other.path(i), paths);
            }
        } else if (!same(one, other)) {
            paths.add(path.isEmpty() ? "/" : path);
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return one.equals(other);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
