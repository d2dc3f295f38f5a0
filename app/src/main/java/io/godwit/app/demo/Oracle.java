package io.godwit.app.demo;

import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchCluster;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads every record that a client was promised something about and says which promise a cluster does not
 * keep. Knows nothing of Godwit.
 */
final class Oracle {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int BATCH = 500;

    private final SearchCluster cluster;
    private final boolean typed;

    Oracle(SearchCluster cluster, boolean typed) {
        this.cluster = cluster;
        this.typed = typed;
    }

    /** Broken promises, one line each; empty when every acknowledged write is there. */
    List<String> check(List<DemoClient> clients, SharedWrites shared) {
        List<String> broken = new ArrayList<>();
        for (DemoClient client : clients) {
            List<RecordKey> records = List.copyOf(client.expected.all().keySet());
            Map<RecordKey, Map<String, Object>> found = read(records);
            records.forEach(record -> checkOne(record, client.expected.allowed(record), found.get(record), broken));
        }
        List<RecordKey> sharedRecords = shared.records();
        Map<RecordKey, Map<String, Object>> found = read(sharedRecords);
        for (RecordKey record : sharedRecords) {
            String marker = String.valueOf(found.getOrDefault(record, Map.of()).get("op"));
            shared.objectionTo(record, marker).ifPresent(objection -> broken.add(record + " " + objection));
        }
        return broken;
    }

    private static void checkOne(
            RecordKey record,
            List<Optional<Map<String, Object>>> allowed,
            @Nullable Map<String, Object> found,
            List<String> broken) {
        if (allowed.stream().anyMatch(promise -> Objects.equals(normal(promise.orElse(null)), normal(found)))) {
            return;
        }
        String doubt = allowed.size() == 1 ? "" : " or one of " + (allowed.size() - 1) + " unanswered ones";
        Object lastWrite = allowed.getFirst().map(promise -> promise.get("op")).orElse("delete");
        if (allowed.getFirst().isEmpty() && found != null) {
            broken.add(record + " was deleted but is there: " + found.get("op") + doubt);
        } else if (found == null) {
            broken.add(record + " is missing; last write " + lastWrite + doubt);
        } else {
            broken.add(record + " differs: last write " + lastWrite + doubt + ", found " + found.get("op")
                    + differing(allowed.getFirst().orElse(Map.of()), found));
        }
    }

    /** The fields that are not as promised, for people. */
    private static String differing(Map<String, Object> promised, Map<String, Object> found) {
        Set<String> fields = new TreeSet<>(promised.keySet());
        fields.addAll(found.keySet());
        return fields.stream()
                .filter(field -> !Objects.equals(normal(promised.get(field)), normal(found.get(field))))
                .map(field -> "; " + field + " should be " + promised.get(field) + ", is " + found.get(field))
                .collect(Collectors.joining());
    }

    private Map<RecordKey, Map<String, Object>> read(List<RecordKey> records) {
        Map<RecordKey, Map<String, Object>> found = new HashMap<>();
        for (int from = 0; from < records.size(); from += BATCH) {
            readBatch(records.subList(from, Math.min(records.size(), from + BATCH)), found);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private void readBatch(List<RecordKey> records, Map<RecordKey, Map<String, Object>> found) {
        String request = JSON.writeValueAsString(
                Map.of("docs", records.stream().map(this::wanted).toList()));
        Map<String, Object> answer =
                JSON.readValue(cluster.post("/_mget", request).orRefuse().body(), Map.class);
        List<Map<String, Object>> docs = (List<Map<String, Object>>) answer.getOrDefault("docs", List.of());
        if (docs.size() != records.size()) {
            throw new IllegalStateException("_mget of " + records.size() + " records answered " + docs.size());
        }
        for (int i = 0; i < docs.size(); i++) {
            Map<String, Object> doc = docs.get(i);
            if (Boolean.TRUE.equals(doc.get("found"))) {
                found.put(records.get(i), (Map<String, Object>) doc.get("_source"));
            } else if (doc.containsKey("error")
                    && !String.valueOf(doc.get("error")).contains("index_not_found")) {
                throw new IllegalStateException(records.get(i) + " could not be read: " + doc.get("error"));
            }
        }
    }

    private Map<String, String> wanted(RecordKey record) {
        Map<String, String> wanted = new HashMap<>();
        wanted.put("_index", record.collection());
        wanted.put("_id", record.id());
        record.routing().ifPresent(route -> wanted.put("routing", route));
        if (typed) {
            wanted.put("_type", "_doc");
        }
        return wanted;
    }

    /** Numbers by value, objects without order: how two JSON documents are the same. */
    private static @Nullable Object normal(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new HashMap<>();
                map.forEach((field, inner) -> copy.put(field, normal(inner)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(inner -> copy.add(normal(inner)));
                yield copy;
            }
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case null -> null;
            default -> value;
        };
    }
}
