package io.godwit.console.verify;

import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchRefusedException;
import io.godwit.search.SearchUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names the fields in which a record of both sides differs. For one thread. */
public final class DifferingFields {
    private static final Logger LOG = LoggerFactory.getLogger(DifferingFields.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();
    private static final int NAMED = 3;
    private static final String WHOLE = "the whole document";

    private final SearchCluster truth;
    private final SearchCluster copy;

    DifferingFields(SearchCluster truth, SearchCluster copy) {
        this.truth = truth;
        this.copy = copy;
    }

    /** Paths such as {@code lines[2].price}, the first few; none if either body cannot be read now. */
    List<String> of(Doubt doubt) {
        try {
            return between(body(truth, doubt), body(copy, doubt));
        } catch (SearchRefusedException | SearchUnavailableException | JacksonException e) {
            // the difference stands without its explanation
            LOG.atDebug().addKeyValue("recordId", doubt.key()).setCause(e).log("differing fields not named");
            return List.of();
        }
    }

    /**
     * Paths such as {@code lines[2].price}, the first few; none only if a verification takes them for the same: members in
     * any order, numbers by value.
     */
    public static List<String> between(JsonNode one, JsonNode other) {
        List<String> paths = new ArrayList<>();
        collect("", one, other, paths);
        return paths;
    }

    private static JsonNode body(SearchCluster cluster, Doubt doubt) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("_id", doubt.key().id());
        doubt.key().routing().ifPresent(routing -> wanted.put("routing", routing));
        byte[] answer = cluster.post(
                        "/" + SearchPath.encode(doubt.collection()) + "/_mget",
                        JSON.writeValueAsString(Map.of("docs", List.of(wanted))))
                .orRefuse()
                .body();
        return JSON.readTree(answer).path("docs").path(0).path("_source");
    }

    private static void collect(String path, JsonNode one, JsonNode other, List<String> paths) {
        if (paths.size() == NAMED) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = new TreeSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            for (String name : names) {
                collect(path.isEmpty() ? name : path + "." + name, one.path(name), other.path(name), paths);
            }
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                collect(path + "[" + i + "]", one.path(i), other.path(i), paths);
            }
        } else if (!equal(one, other)) {
            paths.add(path.isEmpty() ? WHOLE : path);
        }
    }

    private static boolean equal(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }
}
