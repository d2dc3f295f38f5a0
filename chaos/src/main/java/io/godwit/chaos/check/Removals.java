package io.godwit.chaos.check;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.TableReader;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Tombstone;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.SearchCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** I3 at rest: what was removed once is at the copy only if the original has it again. */
public final class Removals {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAGE = 500;
    private static final int SHOWN = 10;

    private Removals() {}

    /** Asks both sides for every record that has a tombstone; blocks. */
    public static Finding check(ClientProperties kafka, Topics flow, SearchCluster original, SearchCluster copy) {
        List<RecordKey> removed = tombstones(kafka, flow);
        List<RecordKey> backAgain = new ArrayList<>();
        long there = 0;
        for (int from = 0; from < removed.size(); from += PAGE) {
            List<RecordKey> page = removed.subList(from, Math.min(from + PAGE, removed.size()));
            Set<RecordKey> atCopy = present(copy, page);
            Set<RecordKey> atOriginal = present(original, page);
            there += atCopy.size();
            atCopy.stream().filter(record -> !atOriginal.contains(record)).forEach(backAgain::add);
        }
        return new Finding(
                "I3",
                "no removed record came back",
                backAgain.isEmpty(),
                removed.size() + " records were removed at some time, " + there + " of them were written again"
                        + (backAgain.isEmpty()
                                ? ""
                                : "; back without a write: "
                                        + backAgain.subList(0, Math.min(SHOWN, backAgain.size()))));
    }

    private static List<RecordKey> tombstones(ClientProperties kafka, Topics flow) {
        String topic = flow.tombstones().name();
        try (TableReader<String, Tombstone> table =
                TableReader.open(kafka, topic, key -> key, Wire.embedded().format(topic, Tombstone.class)::decode)) {
            if (!table.awaitCaughtUp(PATIENCE)) {
                throw new IllegalStateException("topic " + topic + " was not read within " + PATIENCE);
            }
            return table.view().keySet().stream().map(RecordKey::parse).toList();
        }
    }

    private static Set<RecordKey> present(SearchCluster cluster, List<RecordKey> records) {
        List<Map<String, Object>> docs = records.stream().map(Removals::asked).toList();
        JsonNode answer = cluster.post("/_mget?_source=false", JSON.writeValueAsString(Map.of("docs", docs)))
                .orRefuse()
                .json();
        Set<RecordKey> present = new HashSet<>();
        int at = 0;
        for (JsonNode doc : answer.path("docs")) {
            if (doc.path("found").asBoolean(false)) {
                present.add(records.get(at));
            }
            at++;
        }
        return present;
    }

    private static Map<String, Object> asked(RecordKey record) {
        Map<String, Object> doc = new LinkedHashMap<>();
        doc.put("_index", record.collection());
        doc.put("_id", record.id());
        record.routing().ifPresent(routing -> doc.put("routing", routing));
        return doc;
    }
}
