package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.projector.traffic.Touch.Kind;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordHistoryTest {
    private static final Definition SHOP = Definition.newBuilder()
            .setKind(io.godwit.schemas.avro.Kind.INDEX)
            .setName("shop")
            .setPresent(true)
            .setGeneration("g")
            .setFlavour("opensearch-3.6.0")
            .setBody("{\"aliases\":{\"buy\":{}}}")
            .setReadAt(0)
            .build();
    private static final Revision REVISION = Revision.of(Captured.EPOCH, 2, 7);

    private final List<Episode> told = new ArrayList<>();
    private long offset;

    @Test
    void shouldTellWhatWroteTheRecordAndPassOverOthers() {
        RecordHistory history = historyOf("7");
        add(history, Captured.request("e1", "PUT", "/shop/_doc/7?refresh=true", "{\"a\":1}"));
        add(history, Captured.request("e2", "PUT", "/shop/_doc/8", "{\"a\":1}"));
        add(history, Captured.response("e2", 201, answer("8", "created")));
        add(history, Captured.response("e1", 201, answer("7", "created")));

        Episode only = told.getFirst();
        assertThat(told).hasSize(1);
        assertThat(only.exchange()).isEqualTo("e1");
        assertThat(only.line()).isEqualTo("PUT /shop/_doc/7?refresh=true");
        assertThat(only.outcome()).isEqualTo("201");
        assertThat(only.offset()).isZero();
        assertThat(only.lastOffset()).isEqualTo(7);
        assertThat(only.touches())
                .containsExactly(new Touch(
                        Kind.WROTE,
                        Optional.of(RecordKey.of("shop", "7")),
                        "",
                        Optional.of(REVISION),
                        "",
                        Optional.of("{\"a\":1}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /shop/_doc/7            | 200 | deleted   | REMOVED",
                "DELETE | /shop/_doc/7            | 404 | not_found | UNCHANGED",
                "POST   | /shop/_update/7         | 200 | updated   | CHANGED",
                "POST   | /shop/_update/7         | 200 | noop      | UNCHANGED",
                "POST   | /buy/_update/7          | 200 | updated   | CHANGED",
                "PUT    | /shop/_doc/%37          | 200 | updated   | WROTE",
                "PUT    | /shop/_doc/7            | 409 |           | REFUSED",
                "PUT    | /shop/_doc/7            | 503 |           | UNKNOWN",
                "POST   | /shop/_doc              | 503 |           | MAY",
                "POST   | /shop/_delete_by_query  | 200 |           | MAY",
                "POST   | /sh*,x/_update_by_query | 200 |           | MAY",
                "POST   | /buy/_update_by_query   | 200 |           | MAY",
                "POST   | /_reindex               | 200 |           | MAY",
                "PUT    | /shop/_mapping          | 200 |           | DEFINED",
                "PUT    | /shop/_frobnicate       | 200 |           | MAY"
            })
    void shouldTellWhatARequestDid(String method, String uri, int status, @Nullable String result, Kind kind) {
        exchange(method, uri, "{\"a\":1}", status, result == null ? "{}" : answer("7", result));

        assertThat(touches()).extracting(Touch::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,shop,/_doc/8",
        "PUT,other,/_doc/7",
        "POST,shop,/_doc",
        "POST,other,/_update_by_query",
        "PUT,other,/_mapping"
    })
    void shouldPassOverWhatCannotHaveTouchedIt(String method, String index, String rest) {
        exchange(
                method,
                "/" + index + rest,
                "{\"a\":1}",
                200,
                answer("8", "created").replace("shop", index));

        assertThat(told).isEmpty();
    }

    @Test
    void shouldPassOverWhatChangesNothing() {
        exchange("POST", "/shop/_refresh", "", 200, "{\"_shards\":{}}");

        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellTheRevisionOfAPartialUpdate() {
        exchange("POST", "/shop/_update/7", "{\"doc\":{}}", 200, answer("7", "updated"));

        assertThat(touches().getFirst().revision()).contains(REVISION);
    }

    @Test
    void shouldFindTheIdThatTheServerMade() {
        exchange("POST", "/shop/_doc", "{\"a\":1}", 201, answer("7", "created"));

        assertThat(touches()).extracting(Touch::kind).containsExactly(Kind.WROTE);
    }

    @Test
    void shouldTellEachItemOfABulkRequestThatIsAboutIt() {
        String items = """
                {"index":{"_index":"shop","_id":"\\u0037"}}
                {"a":1}
                {"update":{"_index":"shop","_id":7}}
                {"doc":{}}
                {"index":{"_index":"shop","_id":"77"}}
                {"a":7}
                {"create":{"_index":"shop","_id":"7"}}
                {"a":3}
                """;
        String answers = "{\"errors\":true,\"items\":[" + item("index", "7", 200, 5) + "," + item("update", "7", 200, 6)
                + "," + item("index", "77", 201, 8) + "," + item("create", "7", 409, -1) + "]}";

        exchange("POST", "/_bulk", items, 200, answers);

        assertThat(touches()).extracting(Touch::kind).containsExactly(Kind.WROTE, Kind.CHANGED, Kind.REFUSED);
        assertThat(touches())
                .extracting(Touch::revision)
                .containsExactly(
                        Optional.of(Revision.of(Captured.EPOCH, 2, 5)),
                        Optional.of(Revision.of(Captured.EPOCH, 2, 6)),
                        Optional.empty());
    }

    @Test
    void shouldTellWhatHasNoOutcome() {
        RecordHistory history = historyOf("7");
        for (String exchange : List.of("lost", "unsent", "open", "at-barrier")) {
            add(history, Captured.request(exchange, "PUT", "/shop/_doc/7", "{}"));
        }
        history.add(1, 99, Captured.part("proxy", new Barrier("elsewhere")));
        add(history, List.of(Captured.part("lost", new Unknown("connection closed"))));
        add(history, List.of(Captured.part("unsent", new NotSent("client went away"))));
        assertThat(told).hasSize(2);
        history.end();

        assertThat(told)
                .extracting(Episode::outcome)
                .containsExactly(
                        "no outcome: connection closed",
                        "never sent: client went away",
                        "no outcome yet",
                        "no outcome yet");
        assertThat(told)
                .flatExtracting(Episode::touches)
                .extracting(Touch::kind)
                .containsExactly(Kind.UNKNOWN, Kind.REFUSED, Kind.UNKNOWN, Kind.UNKNOWN);
    }

    @Test
    void shouldEndAtABarrierWhatItsProxyBegan() {
        RecordHistory history = historyOf("7");
        add(history, Captured.request("e1", "PUT", "/shop/_doc/7", "{}"));
        add(history, List.of(Captured.part("proxy", new Barrier("started again"))));

        assertThat(told).extracting(Episode::outcome).containsExactly("no outcome: started again");
    }

    @Test
    void shouldHoldNoMoreBytesThanItsLimit() {
        Wanted wanted = new Wanted(Set.of("shop"), "7", Optional.empty());
        RecordHistory history = new RecordHistory(wanted, List.of(SHOP), told::add, 100);
        String body = "{\"a\":\"" + "x".repeat(60) + "\"}";
        add(history, Captured.request("e1", "PUT", "/shop/_doc/8", body));
        add(history, Captured.request("e2", "PUT", "/shop/_doc/7", body));
        add(history, Captured.response("e2", 201, answer("7", "created")));

        assertThat(told).extracting(Episode::exchange).containsExactly("e1", "e2");
        assertThat(told.getFirst().outcome()).isEqualTo("not read whole");
        assertThat(touches()).extracting(Touch::kind).containsExactly(Kind.MAY);
    }

    @Test
    void shouldLookInAllCollectionsAndForOneRouting() {
        Wanted wanted = new Wanted(Set.of(), "7", Optional.of("r"));
        RecordHistory history = new RecordHistory(wanted, List.of(SHOP), told::add);
        add(history, Captured.request("e1", "PUT", "/shop/_doc/7", "{}"));
        add(history, Captured.response("e1", 201, answer("7", "created")));
        add(history, Captured.request("e2", "PUT", "/other/_doc/7?routing=r", "{}"));
        add(history, Captured.response("e2", 201, answer("7", "created").replace("shop", "other")));

        assertThat(told)
                .flatExtracting(Episode::touches)
                .extracting(Touch::record)
                .containsExactly(Optional.of(new RecordKey("other", "7", "r")));
    }

    private void exchange(String method, String uri, String body, int status, String answer) {
        RecordHistory history = historyOf("7");
        add(history, Captured.request("e1", method, uri, body));
        add(history, Captured.response("e1", status, answer));
        history.end();
    }

    private RecordHistory historyOf(String id) {
        return new RecordHistory(new Wanted(Set.of("shop", "buy"), id, Optional.empty()), List.of(SHOP), told::add);
    }

    private void add(RecordHistory history, List<Traffic> parts) {
        parts.forEach(part -> history.add(0, offset++, part));
    }

    private List<Touch> touches() {
        return told.getFirst().touches();
    }

    private static String answer(String id, String result) {
        return "{\"_index\":\"shop\",\"_id\":\"" + id + "\",\"result\":\"" + result
                + "\",\"_seq_no\":7,\"_primary_term\":2}";
    }

    private static String item(String action, String id, int status, long seqNo) {
        return "{\"" + action + "\":{\"_index\":\"shop\",\"_id\":\"" + id + "\",\"status\":" + status
                + (seqNo < 0 ? "" : ",\"result\":\"updated\",\"_primary_term\":2,\"_seq_no\":" + seqNo) + "}}";
    }
}
