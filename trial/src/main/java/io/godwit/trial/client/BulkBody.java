package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.history.Effect;
import io.godwit.trial.shop.ShopDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One {@code _bulk} request to one index: its lines, and what each item shall do. */
final class BulkBody {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ShopDocuments documents;
    private final StringBuilder lines = new StringBuilder();
    private final List<Item> items = new ArrayList<>();

    /**
     * One item.
     *
     * @param operation its id
     * @param accepted the statuses that are no surprise
     */
    record Item(long operation, RecordKey record, Effect effect, List<Integer> accepted) {}

    BulkBody(ShopDocuments documents) {
        this.documents = documents;
    }

    void index(long operation, RecordKey record, Effect.Put put, Integer... accepted) {
        add(
                "index",
                new Item(operation, record, put, List.of(accepted)),
                put.document().fields(documents));
    }

    void create(long operation, RecordKey record, Effect.Put put, Integer... accepted) {
        add(
                "create",
                new Item(operation, record, put, List.of(accepted)),
                put.document().fields(documents));
    }

    void update(long operation, RecordKey record, Effect.Merge merge, Integer... accepted) {
        Map<String, Object> doc = Map.of("doc", merge.part().fields(documents));
        add("update", new Item(operation, record, merge, List.of(accepted)), doc);
    }

    void delete(long operation, RecordKey record, Integer... accepted) {
        add("delete", new Item(operation, record, new Effect.Remove(), List.of(accepted)), null);
    }

    List<Item> items() {
        return items;
    }

    @Override
    public String toString() {
        return lines.toString();
    }

    private void add(String action, Item item, @Nullable Map<String, Object> source) {
        items.add(item);
        lines.append(JSON.writeValueAsString(
                        Map.of(action, Map.of("_id", item.record().id()))))
                .append('\n');
        if (source != null) {
            lines.append(JSON.writeValueAsString(source)).append('\n');
        }
    }
}
