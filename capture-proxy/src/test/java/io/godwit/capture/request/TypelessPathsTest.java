package io.godwit.capture.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypelessPathsTest {

    @ParameterizedTest
    @CsvSource({
        "POST,   /i/bird,                            /i/_doc",
        "POST,   /i/bird?refresh=true,               /i/_doc?refresh=true",
        "PUT,    /i/bird/1,                          /i/_doc/1",
        "POST,   /i/bird/1,                          /i/_doc/1",
        "GET,    /i/bird/1?_source=a,                /i/_doc/1?_source=a",
        "HEAD,   /i/bird/1,                          /i/_doc/1",
        "DELETE, /i/bird/1?routing=x,                /i/_doc/1?routing=x",
        "PUT,    /i/bird/a%2Fb%3Fc,                  /i/_doc/a%2Fb%3Fc",
        "PUT,    /i/bird/1/_create,                  /i/_create/1",
        "POST,   /i/_doc/1/_create,                  /i/_create/1",
        "POST,   /i/bird/1/_update?retry_on_conflict=3, /i/_update/1?retry_on_conflict=3",
        "POST,   /i/_doc/1/_update,                  /i/_update/1",
        "GET,    /i/bird/1/_source,                  /i/_source/1",
        "HEAD,   /i/bird/1/_source,                  /i/_source/1",
        "GET,    /i/bird/1/_explain,                 /i/_explain/1",
        "POST,   /i/bird/1/_termvectors,             /i/_termvectors/1",
        "POST,   /i/bird/_bulk,                      /i/_bulk",
        "PUT,    /i/bird/_bulk,                      /i/_bulk",
        "POST,   /i/_doc/_bulk?refresh=wait_for,     /i/_bulk?refresh=wait_for",
        "GET,    /i/bird/_search?q=a,                /i/_search?q=a",
        "POST,   /i/_doc/_search,                    /i/_search",
        "POST,   /i/bird/_search/template,           /i/_search/template",
        "POST,   /i/bird/_count,                     /i/_count",
        "POST,   /i/bird/_mget,                      /i/_mget",
        "GET,    /i/bird/_validate/query?q=a,        /i/_validate/query?q=a",
        "POST,   /i/bird/_update_by_query,           /i/_update_by_query",
        "POST,   /i/bird/_delete_by_query,           /i/_delete_by_query",
        "PUT,    /_all/bird/1,                       /_all/_doc/1"
    })
    void shouldRewriteTypedRequests(String method, String typed, String typeless) {
        assertThat(TypelessPaths.rewrite(method, typed)).isEqualTo(typeless);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /i/_doc/1",
        "POST,   /i/_doc",
        "GET,    /i/_doc/1/_other",
        "POST,   /i/_update/1",
        "PUT,    /i/_create/1",
        "POST,   /i/_search",
        "POST,   /i/_bulk",
        "POST,   /_bulk",
        "GET,    /",
        "PUT,    /i",
        "PUT,    /i/_mapping",
        "PUT,    /i/_mapping/bird",
        "PUT,    /i/bird/_mapping",
        "GET,    /_cat/indices",
        "GET,    /_cluster/health/i",
        "GET,    /i/bird",
        "HEAD,   /i/bird",
        "PUT,    /i/bird",
        "POST,   '/i/bird,fish/_search'",
        "POST,   /i/*/_search",
        "POST,   /i/bird%2Cfish/_search",
        "GET,    /i/bird/_unknown",
        "DELETE, /i/bird/1/_update",
        "PUT,    /i/bird/1/_update",
        "PUT,    /i/bird/1/2/3",
        "OPTIONS, /i/bird/1",
        "POST,   //bird/1",
        "POST,   /i//1"
    })
    void shouldLeaveTheRest(String method, String uri) {
        assertThat(TypelessPaths.rewrite(method, uri)).isEqualTo(uri);
    }

    /** Whatever the path, the rewritten one is taken for no read that the original was not. */
    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "GET", "HEAD"})
    void shouldNeverTurnAMutationIntoARead(String method) {
        String[] words = {"i", "bird", "_doc", "_bulk", "_search", "_update", "_create", "1", "_count", "_mget", "query"
        };
        for (String a : words) {
            for (String b : words) {
                for (String c : words) {
                    assertNoRead(method, "/i/" + a + "/" + b + "/" + c);
                    assertNoRead(method, "/" + a + "/" + b + "/" + c);
                    assertNoRead(method, "/" + b + "/" + c);
                }
            }
        }
    }

    private static void assertNoRead(String method, String uri) {
        String rewritten = TypelessPaths.rewrite(method, uri);
        RequestKind typed = RequestClassifier.classify(method, uri, false);
        RequestKind typeless = RequestClassifier.classify(method, rewritten, true);
        if (!rewritten.equals(uri) && typed == RequestKind.MUTATION) {
            assertThat(typeless).as("%s %s -> %s", method, uri, rewritten).isEqualTo(RequestKind.MUTATION);
        }
    }
}
