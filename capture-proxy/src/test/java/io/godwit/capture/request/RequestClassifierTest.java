package io.godwit.capture.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestClassifierTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_search",
                "/_search/",
                "/_search?scroll=1m&size=10",
                "/_search/scroll",
                "/_search/scroll/DXF1ZXJ5",
                "/_search/template",
                "/_render/template",
                "/_render/template/mine",
                "/_msearch",
                "/_msearch/template",
                "/_count",
                "/_mget",
                "/_mtermvectors",
                "/_analyze",
                "/_field_caps?fields=*",
                "/_validate/query",
                "/_rank_eval",
                "/_search_shards",
                "/_refresh",
                "/_flush",
                "/_flush/synced",
                "/_forcemerge?max_num_segments=1",
                "/_cache/clear",
                "/_ingest/pipeline/_simulate",
                "/_ingest/pipeline/mine/_simulate",
                "/_scripts/painless/_execute",
                "/_cluster/allocation/explain",
                "/i/_search",
                "/i,j*/_search?q=a",
                "/_all/_search",
                "/i%2Cj/_search",
                "/i/_search/template",
                "/i/_search/point_in_time?keep_alive=1m",
                "/i/_pit?keep_alive=1m",
                "/i/_count",
                "/i/_msearch",
                "/i/_mget",
                "/i/_analyze",
                "/i/_field_caps",
                "/i/_validate/query?explain",
                "/i/_refresh",
                "/i/_flush",
                "/i/_forcemerge"
            })
    void shouldTakeKnownPostsForReads(String uri) {
        assertThat(RequestClassifier.classify("POST", uri, false)).isEqualTo(RequestKind.READ);
        assertThat(RequestClassifier.classify("POST", uri, true)).isEqualTo(RequestKind.READ);
        assertThat(RequestClassifier.classify("PUT", uri, false)).isEqualTo(RequestKind.MUTATION);
        assertThat(RequestClassifier.classify("PATCH", uri, false)).isEqualTo(RequestKind.MUTATION);
        assertThat(RequestClassifier.classify("post", uri, false)).isEqualTo(RequestKind.MUTATION);
    }

    @ParameterizedTest
    @CsvSource({
        // what is a type's endpoint on Elasticsearch 6 is a document's id on OpenSearch 2
        "/i/t/_search,                READ,     MUTATION",
        "/i/_doc/_search,             READ,     MUTATION",
        "/i/_doc/_search?routing=1,   READ,     MUTATION",
        "/i/t/_search/template,       READ,     MUTATION",
        "/i/t/_count,                 READ,     MUTATION",
        "/i/t/_mget,                  READ,     MUTATION",
        "/i/t/_msearch,               READ,     MUTATION",
        "/i/t/_mtermvectors,          READ,     MUTATION",
        "/i/t/_termvectors,           READ,     MUTATION",
        "/i/t/_validate/query,        READ,     MUTATION",
        "/i/t/1/_termvectors,         READ,     MUTATION",
        "/i/t/1/_explain,             READ,     MUTATION",
        "/i/_doc/1/_explain,          READ,     MUTATION",
        // and the other way round: on Elasticsearch 6 these would name a type
        "/i/_explain/1,               MUTATION, READ",
        "/i/_termvectors/1,           MUTATION, READ",
        "/i/_termvectors,             MUTATION, READ"
    })
    void shouldKnowWhetherThereAreTypes(String uri, RequestKind typed, RequestKind typeless) {
        assertThat(RequestClassifier.classify("POST", uri, false)).isEqualTo(typed);
        assertThat(RequestClassifier.classify("POST", uri, true)).isEqualTo(typeless);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/i",
                "/i/_doc",
                "/i/_doc/1",
                "/i/t",
                "/i/t/1",
                "/i/t/1/_update",
                "/i/t/1/_create",
                "/i/_update/1",
                "/i/_create/1",
                "/_bulk",
                "/i/_bulk",
                "/i/t/_bulk",
                "/_bulk/stream",
                "/i/_update_by_query",
                "/i/t/_update_by_query",
                "/i/_delete_by_query",
                "/_reindex",
                "/_aliases",
                "/_scripts/mine",
                "/_ingest/pipeline/mine",
                "/_snapshot/r/s/_restore",
                "/i/_close",
                "/i/_open",
                "/i/_rollover",
                "/i/_shrink/j",
                "/i/_mapping",
                "/_sql",
                "/_plugins/_sql",
                "/_xpack/sql",
                "/_plugins/_anything/new",
                // no endpoint, however much it looks like one
                "/i/x/y/_search",
                "/i/_search/x",
                "/_search/x",
                "/_search/_doc/_search",
                "/_other/_search",
                "/i/_SEARCH",
                "/i/%5Fsearch",
                "/i/_search%2F",
                "/i/_search;x",
                "//_search",
                "/i//_search",
                "/i/_search//",
                "/i/../_search",
                "/i/./_search",
                "_search",
                "/i/_other/_search",
                "/_render/template/a/b",
                "/_ingest/pipeline/a/b/_simulate",
                "/i/t/1/_explain/x"
            })
    void shouldTakeEveryOtherPostForMutations(String uri) {
        assertThat(RequestClassifier.classify("POST", uri, false)).isEqualTo(RequestKind.MUTATION);
        assertThat(RequestClassifier.classify("POST", uri, true)).isEqualTo(RequestKind.MUTATION);
    }

    @ParameterizedTest
    @CsvSource({
        "/_search/scroll,                READ",
        "/_search/scroll/DXF1ZXJ5,       READ",
        "/_search/point_in_time,         READ",
        "/_search/point_in_time/_all,    READ",
        "/_pit,                          READ",
        "/i,                             MUTATION",
        "/i/_doc/1,                      MUTATION",
        "/i/t/1,                         MUTATION",
        "/_all,                          MUTATION",
        "/*,                             MUTATION",
        "/_template/x,                   MUTATION",
        "/i/_search/scroll,              MUTATION",
        "/_search/scroll/a/b,            MUTATION",
        "/_search,                       MUTATION",
        "/_search/point_in_time/x,       MUTATION"
    })
    void shouldKnowWhatDeletesOnlyEndASearch(String uri, RequestKind kind) {
        assertThat(RequestClassifier.classify("DELETE", uri, false)).isEqualTo(kind);
        assertThat(RequestClassifier.classify("DELETE", uri, true)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/i/_doc/1", "/i/_search", "/_cat/indices", "/_refresh", "/anything/else//at/all"})
    void shouldTakeSafeMethodsForReads(String uri) {
        assertThat(RequestClassifier.classify("GET", uri, false)).isEqualTo(RequestKind.READ);
        assertThat(RequestClassifier.classify("HEAD", uri, true)).isEqualTo(RequestKind.READ);
        assertThat(RequestClassifier.classify("OPTIONS", uri, true)).isEqualTo(RequestKind.READ);
    }

    /** Their SQL deletes by GET too. */
    @ParameterizedTest
    @CsvSource({
        "/_sql?sql=DELETE FROM i,              MUTATION",
        "/_sql/_explain,                       MUTATION",
        "/i/_sql,                              MUTATION",
        "/_opendistro/_sql?sql=DELETE FROM i,  MUTATION",
        "//_opendistro//_sql/,                 MUTATION",
        "/_nlpcn/sql,                          MUTATION",
        "/_plugins/_sql,                       MUTATION",
        "/_plugins/_anything/new,              MUTATION",
        "/_plugins/_security/health/x,         MUTATION",
        "/i/_plugins/_security/health,         READ",
        "/_plugins/_security/health?x=/_sql,   READ",
        "/_opendistro/_security/authinfo,      READ",
        "/_plugins/_ism/explain,               READ",
        "/i/_search?q=/_sql,                   READ",
        "/_xpack/license,                      READ"
    })
    void shouldTakeAPlugInsSafeMethodsForMutations(String uri, RequestKind kind) {
        assertThat(RequestClassifier.classify("GET", uri, false)).isEqualTo(kind);
        assertThat(RequestClassifier.classify("HEAD", uri, true)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "TRACE", "BREW", "get", ""})
    void shouldTakeOtherMethodsForMutations(String method) {
        assertThat(RequestClassifier.classify(method, "/_search", false)).isEqualTo(RequestKind.MUTATION);
    }

    @ParameterizedTest
    @CsvSource({"/a/_doc/1,a", "'/a,b/_search?x','a,b'", "/_all/_search,_all", "/_bulk,''", "/,''", "//a,''"})
    void shouldNameTheCollection(String uri, String collection) {
        assertThat(RequestClassifier.collection(uri)).isEqualTo(collection);
    }
}
