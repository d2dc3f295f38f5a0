package io.godwit.replayer.sink;

import io.godwit.search.SearchPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Paths that name many collections, none longer than what a server takes ({@code http.max_initial_line_length}, 4 kB). */
final class RefreshPaths {
    private static final int LONGEST = 3_000;

    private RefreshPaths() {}

    static List<String> of(Collection<String> collections) {
        List<String> paths = new ArrayList<>();
        StringBuilder names = new StringBuilder();
        for (String collection : collections) {
            String name = SearchPath.encode(collection);
            if (!names.isEmpty() && names.length() + name.length() > LONGEST) {
                paths.add(path(names));
                names.setLength(0);
            }
            names.append(names.isEmpty() ? "" : ",").append(name);
        }
        if (!names.isEmpty()) {
            paths.add(path(names));
        }
        return paths;
    }

    private static String path(StringBuilder names) {
        return "/" + names + "/_refresh?ignore_unavailable=true";
    }
}
