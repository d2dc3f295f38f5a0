package io.godwit.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of search cluster is wanted; start with {@link #of(SearchVersion)}.
 *
 * @param version product and version
 * @param data where its data lies; null: a temporary directory that goes with the server. A directory that was used
 *     before gives the same cluster again, with its data and its port
 * @param port of its HTTP side; 0: a free one, or the one recorded in {@code data}
 * @param jvm size of its process
 * @param settings node settings that are added to, or replace, the sandbox's own, such as
 *     {@code reindex.remote.whitelist}
 */
public record SearchOptions(
        SearchVersion version, @Nullable Path data, int port, Jvm jvm, Map<String, String> settings) {
    /** Copies. */
    public SearchOptions {
        settings = Map.copyOf(settings);
    }

    /** That version, on a free port and temporary data, with a heap that is enough for tests. */
    public static SearchOptions of(SearchVersion version) {
        return new SearchOptions(version, null, 0, Jvm.quick(256), Map.of());
    }

    /** The same with its data there; the directory is made if needed and never removed. */
    public SearchOptions data(Path directory) {
        return new SearchOptions(version, directory, port, jvm, settings);
    }

    /** The same on that HTTP port. */
    public SearchOptions port(int http) {
        return new SearchOptions(version, data, http, jvm, settings);
    }

    /** The same with its process sized so. */
    public SearchOptions jvm(Jvm size) {
        return new SearchOptions(version, data, port, size, settings);
    }

    /** The same with one more node setting. */
    public SearchOptions setting(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new SearchOptions(version, data, port, jvm, more);
    }
}
