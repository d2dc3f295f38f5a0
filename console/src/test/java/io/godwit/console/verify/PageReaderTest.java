package io.godwit.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.console.verify.PageReader.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageReaderTest {
    private static final String ANSWER = """
            {"_scroll_id":"abc","took":3,"timed_out":false,
             "_shards":{"total":2,"successful":2,"skipped":0,"failed":0},
             "hits":{"total":{"value":7,"relation":"eq"},"max_score":null,"hits":[
              {"_index":"i","_type":"_doc","_id":"a","_version":3,"_seq_no":11,"_primary_term":2,"_score":null,
               "_routing":"r","_ignored":["x"],"_source":{"n":1.0,"m":[{}]},"sort":[4]},
              {"_index":"i","_id":"ü","_version":4,"_seq_no":12,"_primary_term":2,"_source":{"n":1},"sort":[5,"x"]}]}}""";

    private final List<Entry> found = new ArrayList<>();
    private final PageReader reader = PageReader.ofSearches("i", 1, found::add);

    @Test
    void readsDocumentsAndWhatToGoOnWith() throws IOException {
        Page page = read(ANSWER);

        assertThat(page.documents()).isEqualTo(2);
        assertThat(page.total()).hasValue(7);
        assertThat(page.lastSort()).isEqualTo("5");
        assertThat(reader.context()).isEqualTo("abc");
        assertThat(found).hasSize(2);
        assertThat(Entries.text(found.getFirst().id())).isEqualTo("a");
        assertThat(found.getFirst().routedBy(Entries.utf8("r"))).isTrue();
        assertThat(found.getFirst().write()).isEqualTo(new Look.Write(3, 2, 11));
        assertThat(Entries.text(found.getLast().id())).isEqualTo("ü");
        assertThat(found.getLast().routing()).isNull();
        assertThat(found.getLast().sameBody(found.getFirst())).isFalse();
    }

    @Test
    void readsTheTotalOfElasticsearch6() throws IOException {
        assertThat(read(ANSWER.replace("{\"value\":7,\"relation\":\"eq\"}", "8"))
                        .total())
                .hasValue(8);
    }

    @Test
    void noBeginningOfAnAnswerIsTakenForAnAnswer() {
        byte[] whole = Entries.utf8(ANSWER);
        for (int length = 0; length < whole.length; length++) {
            ByteArrayInputStream part = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> reader.read(part)).as("%d bytes", length).isInstanceOf(ReadFailedException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "timed_out":false | "timed_out":true | search timed out
            "took":3 | "terminated_early":true | search terminated early
            "timed_out":false, | '' | lacks
            "failed":0 | "failed":1 | 1 failed
            "successful":2 | "successful":1 | of 2 shards 1 answered
            "failed":0 | "skipped":0 | -1 failed
            "relation":"eq" | "relation":"gte" | not exact
            "_index":"i","_id":"ü" | "_index":"j","_id":"ü" | a document of 'j' came
            "_source":{"n":1}, | '' | i/ü has no _source
            "_source":{"n":1} | "_source":7 | no object
            "_id":"ü", | '' | without _id
            "hits":[ | "hats":[ | lacks
            ,"sort":[5,"x"]}]}} | ,"sort":[5,"x"]}]}}{} | something follows
            """)
    void failsWhenSomethingIsWrong(String right, String wrong, String reason) {
        assertThat(ANSWER).contains(right);

        assertThatThrownBy(() -> read(ANSWER.replace(right, wrong)))
                .isInstanceOf(ReadFailedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void takesThePageOfAScrollThatEndsWhenItIsFull() throws IOException {
        PageReader scroll = PageReader.ofScroll("i", 1, found::add);
        String answer = ANSWER.replace("\"took\":3", "\"terminated_early\":true");

        assertThat(scroll.read(new ByteArrayInputStream(Entries.utf8(answer))).documents())
                .isEqualTo(2);
    }

    private Page read(String answer) throws IOException {
        return reader.read(new ByteArrayInputStream(Entries.utf8(answer)));
    }
}
