package io.godwit.projector.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {
    private static final String BODY = "{\"a\":1.10}";
    private final Interpreter interpreter = new Interpreter(new Collections());

    @ParameterizedTest
    @CsvSource({
        "PUT,/i/_doc/1",
        "POST,/i/_doc/1?refresh=true",
        "PUT,/i/_create/1",
        "PUT,/i/_doc/1/_create",
        "PUT,/i/type/1",
        "PUT,/i/type/1/_create",
        "POST,/i/_doc",
        "POST,/i/type/",
        "PUT,/alias/_doc/1",
        "PUT,/i/_doc/1?pipeline=_none"
    })
    void shouldTakeAWholeDocumentFromTheRequest(String method, String uri) {
        List<Finding> found = interpret(method, uri, BODY + "\r\n", 201, answer("created"));

        assertThat(found).containsExactly(new Finding.Put(RecordKey.of("i", "1"), 2, 7, bytes(BODY)));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/i/_update/1,PARTIAL_UPDATE",
        "POST,/i/type/1/_update,PARTIAL_UPDATE",
        "PUT,/i/_doc/1?pipeline=p,PIPELINE",
        "PUT,/piped/_doc/1,PIPELINE"
    })
    void shouldReadAgainWhatTheRequestDoesNotTell(String method, String uri, Reason reason) {
        String index = uri.startsWith("/piped") ? "piped" : "i";

        List<Finding> found =
                interpret(method, uri, BODY, 200, answer("updated").replace("\"i\"", '"' + index + '"'));

        assertThat(found).containsExactly(new Finding.Project(RecordKey.of(index, "1"), reason));
    }

    @Test
    void shouldRemoveWithRouting() {
        assertThat(interpret("DELETE", "/i/_doc/1?routing=a%2Bb", "", 200, answer("deleted")))
                .containsExactly(new Finding.Remove(new RecordKey("i", "1", "a+b"), 2, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/i/_doc/1,409",
        "PUT,/i/_doc/%zz,400",
        "DELETE,/i/_doc/1,404",
        "POST,/i/_bulk,429",
        "PUT,/i,400",
        "POST,/i/_update_by_query,405"
    })
    void shouldFindNothingInWhatWasRefused(String method, String uri, int status) {
        assertThat(interpret(method, uri, BODY, status, "{\"error\":{},\"status\":" + status + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"updated,200,noop", "not_found,404,not_found"})
    void shouldFindNothingInWhatChangedNothing(String unused, int status, String result) {
        assertThat(interpret("POST", "/i/_update/1", BODY, status, answer(result)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "500", "503", "408", "302"})
    void shouldReadAgainWhenNobodyKnows(int status) {
        assertThat(interpret("PUT", "/i/_doc/1?routing=r", BODY, status, "{}"))
                .containsExactly(new Finding.Project(new RecordKey("i", "1", "r"), Reason.UNKNOWN_OUTCOME));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/i/_doc,i,false",
        "PUT,/alias/_doc/1,alias,false",
        "DELETE,/alias/_doc/1,alias,true",
        // its script may remove
        "POST,/alias/_update/1,alias,true"
    })
    void shouldRescanWhenNobodyKnowsWhichRecord(String method, String uri, String expression, boolean removals) {
        assertThat(interpret(method, uri, BODY, 0, "{}"))
                .singleElement()
                .satisfies(finding -> assertThat(finding).isInstanceOfSatisfying(Finding.Rescan.class, rescan -> {
                    assertThat(rescan.expression()).isEqualTo(expression);
                    assertThat(rescan.removals()).isEqualTo(removals);
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/i/_update_by_query,{},200,i,false",
        "POST,/i/type/_update_by_query,{},409,i,false",
        "POST,/i/_update_by_query,{\"script\":{}},200,i,true",
        "POST,/i/_delete_by_query,{},200,i,true",
        "POST,/i/_delete_by_query,{},409,i,true",
        "POST,/i/_delete_by_query,{},0,i,true",
        "POST,/_reindex,{},200,'',false",
        "PUT,/i,{},200,'',false",
        "DELETE,/i,{},200,'',false",
        "PUT,/i/_mapping/type,{},200,i,false",
        "PUT,/i/_mapping,{},200,i,false",
        "PUT,/i/_settings,{},200,i,false",
        "POST,/_aliases,{},200,'',false",
        "PUT,/i/_alias/x,{},200,i,false",
        "PUT,/_template/x,{},200,'',false",
        "POST,/i/_rollover,{},200,'',false",
        "POST,/i/_close,{},200,i,false"
    })
    void shouldRescanWhatNamesNoRecord(
            String method, String uri, String body, int status, String expression, boolean removals) {
        assertThat(interpret(method, uri, body, status, "{}"))
                .containsExactly(new Finding.Rescan(
                        expression,
                        removals,
                        true,
                        method + " " + uri,
                        status == 0 ? Finding.Rescan.SOME_TASK : Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/_search",
        "POST,/i/_search",
        "POST,/i/type/_search",
        "POST,/i/_refresh",
        "POST,/_cluster/reroute",
        "POST,/_delete_by_query/t:1/_rethrottle",
        "POST,/_ingest/pipeline/_simulate"
    })
    void shouldFindNothingInWhatWritesNothing(String method, String uri) {
        assertThat(interpret(method, uri, "{}", 200, "{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/_new/api",
        "POST,/i/_new",
        "PATCH,/i/_doc/1/_x",
        "PUT,/i/_doc/_search",
        "POST,/_sql",
        "GET,/_opendistro/_sql?sql=DELETE"
    })
    void shouldMakeAGapOfWhatIsNotUnderstood(String method, String uri) {
        assertThat(interpret(method, uri, "{}", 200, answer("created")))
                .hasSize(2)
                .hasAtLeastOneElementOfType(Finding.Gap.class)
                .hasAtLeastOneElementOfType(Finding.Rescan.class);
    }

    @Test
    void shouldReadABulkItemByItem() {
        String body = """
                {"index":{"_index":"i","_id":"1","routing":"r"}}
                {"a":1.10}
                {"create":{"_id":"1"}}
                {"a":1.10}
                {"update":{"_id":"1"}}
                {"doc":{}}

                {"delete":{"_id":"1"}}
                {"index":{"_id":"1","pipeline":"p"}}
                {"b":1}
                {"index":{}}
                {"c":1}
                {"index":{"_id":"9"}}
                {"d":1}
                """;
        String items = List.of("index", "create", "update", "delete", "index", "index").stream()
                .map(kind -> "{\"" + kind + "\":" + answer("x").replace("{\"_index", "{\"status\":200,\"_index") + "}")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        String failed = ",{\"index\":{\"_index\":\"i\",\"_id\":\"9\",\"status\":429,\"error\":{\"type\":\"items\"}}}";

        List<Finding> found = interpret(
                "POST", "/i/_bulk", body, 200, "{\"took\":1,\"errors\":true,\"items\":[" + items + failed + "]}");

        RecordKey one = RecordKey.of("i", "1");
        assertThat(found)
                .containsExactly(
                        new Finding.Put(new RecordKey("i", "1", "r"), 2, 7, bytes(BODY)),
                        new Finding.Put(one, 2, 7, bytes(BODY)),
                        new Finding.Project(one, Reason.PARTIAL_UPDATE),
                        new Finding.Remove(one, 2, 7),
                        new Finding.Project(one, Reason.PIPELINE),
                        new Finding.Put(one, 2, 7, bytes("{\"c\":1}")));
    }

    @Test
    void shouldAskForOneRescanPerCollectionOfAnUnknownBulk() {
        String body = "{\"index\":{}}\n{}\n".repeat(100) + "{\"index\":{\"_id\":\"5\"}}\n{}\n";

        assertThat(interpret("POST", "/i/_bulk", body, 0, ""))
                .hasSize(2)
                .contains(new Finding.Project(RecordKey.of("i", "5"), Reason.UNKNOWN_OUTCOME));
    }

    @Test
    void shouldLeaveOutWhatDoesNotTakePart() {
        assertThat(interpret(
                        "PUT", "/excluded/_doc/1", BODY, 201, answer("created").replace("\"i\"", "\"excluded\"")))
                .isEmpty();
    }

    private List<Finding> interpret(String method, String uri, String body, int status, String answer) {
        Optional<Exchange.Answer> outcome = status == 0
                ? Optional.empty()
                : Optional.of(new Exchange.Answer(status, Map.of(), answer.getBytes(UTF_8)));
        return interpreter.interpret(new Exchange(method, uri, Map.of(), body.getBytes(UTF_8), outcome, 0));
    }

    private static String answer(String result) {
        return "{\"_index\":\"i\",\"_type\":\"_doc\",\"_id\":\"1\",\"_version\":3,\"result\":\"" + result
                + "\",\"_shards\":{\"total\":2,\"_seq_no\":99},\"_seq_no\":7,\"_primary_term\":2}";
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/routing/_doc/1,to",
        "PUT,/routing/_doc/1?routing=to,to",
        "PUT,/plain/_doc/1,",
        "PUT,/plain/_doc/1?routing=r,r",
        "PUT,/i/_doc/1,"
    })
    void shouldGiveARecordTheRoutingOfTheAlias(String method, String uri, @Nullable String routing) {
        assertThat(interpret(method, uri, BODY, 201, answer("created")))
                .containsExactly(new Finding.Put(new RecordKey("i", "1", routing), 2, 7, bytes(BODY)));
    }

    @ParameterizedTest
    @CsvSource({"PUT,/new/_doc/1,i,false", "DELETE,/new/_doc/1,i,true", "PUT,/%3Ci-%7Bnow%7D%3E/_doc/1,i,false"})
    void shouldRescanWhenNobodyKnowsTheRouting(String method, String uri, String collection, boolean removals) {
        assertThat(interpret(method, uri, BODY, 200, answer("updated")))
                .containsExactly(new Finding.Rescan(collection, removals, "routing not known: " + method + " " + uri));
    }

    @ParameterizedTest
    @CsvSource({"plain,i:plain", "changing,''", "new,new", "piped,piped"})
    void shouldRescanWhereverAnUnknownWriteThroughAnAliasMayBe(String name, String expressions) {
        assertThat(interpret("POST", "/" + name + "/_doc", BODY, 0, ""))
                .allSatisfy(finding -> assertThat(finding)
                        .isInstanceOfSatisfying(
                                Finding.Rescan.class,
                                rescan -> assertThat(rescan.task()).isEqualTo(Finding.Rescan.SOME_TASK)))
                .extracting(finding -> ((Finding.Rescan) finding).expression())
                .containsExactly(expressions.split(":", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "200,{\"task\":\"node:7\"},node:7",
        "200,{\"took\":1},",
        "200,{\"took,''",
        "409,{},",
        "504,{},''",
        "0,{},''"
    })
    void shouldTellTheTaskThatMayStillWork(int status, String answer, @Nullable String task) {
        assertThat(interpret("POST", "/i/_delete_by_query?wait_for_completion=false", "{}", status, answer))
                .containsExactly(new Finding.Rescan(
                        "i",
                        true,
                        true,
                        "POST /i/_delete_by_query?wait_for_completion=false",
                        Optional.ofNullable(task)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/i/_delete_by_query|{}|{'deleted':0,'failures':[],'timed_out':false}|false",
                "/i/_update_by_query|{'script':{}}|{'updated':2,'deleted':0,'failures':[],'timed_out':false}|false",
                "/i/_update_by_query|{'script':{}}|{'updated':2,'deleted':1,'failures':[],'timed_out':false}|true",
                "/i/_delete_by_query|{}|{'deleted':0,'failures':[{}],'timed_out':false}|true",
                "/i/_delete_by_query|{}|{'deleted':0,'failures':[],'timed_out':true}|true",
                "/i/_delete_by_query|{}|{'deleted':0}|true",
                "/i/_delete_by_query|{}|{'task':'node:7'}|true"
            })
    void shouldLookForRemovalsUnlessThereWereNone(String uri, String body, String answer, boolean removals) {
        assertThat(interpret("POST", uri, body.replace('\'', '"'), 200, answer.replace('\'', '"')))
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.Rescan.class,
                        rescan -> assertThat(rescan.removals()).isEqualTo(removals));
    }

    /** {@code i} is plain and has aliases, {@code piped} has a pipeline, everything else is unknown. */
    static final class Collections implements KnownCollections {
        private static final Map<String, String> ALIASES = Map.of("alias", "", "plain", "", "routing", "to");

        @Override
        public Optional<Known> get(String name) {
            return List.of("i", "piped").contains(name)
                    ? Optional.of(new Known("generation-1", 0, name.equals("piped"), ALIASES))
                    : Optional.empty();
        }

        @Override
        public Optional<Set<String>> behind(String alias, long at) {
            return alias.equals("changing")
                    ? Optional.empty()
                    : Optional.of(alias.equals("plain") ? Set.of("i") : Set.of());
        }

        @Override
        public boolean takes(String name) {
            return !name.equals("excluded");
        }
    }
}
