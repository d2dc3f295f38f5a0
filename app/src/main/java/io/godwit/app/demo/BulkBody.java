package io.godwit.app.demo;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The lines of one {@code _bulk} request to one index. */
final class BulkBody {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StringBuilder lines = new StringBuilder();
    private int size;

    void index(String id, Map<String, Object> document) {
        action("index", id).append(JSON.writeValueAsString(document)).append('\n');
    }

    void create(String id, Map<String, Object> document) {
        action("create", id).append(JSON.writeValueAsString(document)).append('\n');
    }

    void update(String id, Map<String, Object> part) {
        action("update", id)
                .append(JSON.writeValueAsString(Map.of("doc", part)))
                .append('\n');
    }

    void delete(String id) {
        action("delete", id);
    }

    int size() {
        return size;
    }

    @Override
    public String toString() {
        return lines.toString();
    }

    private StringBuilder action(String action, String id) {
        size++;
        return lines.append(JSON.writeValueAsString(Map.of(action, Map.of("_id", id))))
                .append('\n');
    }
}
