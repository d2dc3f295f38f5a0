package io.godwit.trial.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchAnswer;
import io.godwit.trial.client.Reply.Answered;
import io.godwit.trial.history.Completion;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.History;
import io.godwit.trial.shop.Dialect;
import io.godwit.trial.shop.ShopDocuments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {
    private static final RecordKey RECORD = RecordKey.of(ShopDocuments.ORDERS, "a");
    private static final Request BULK = Request.of("POST", "/orders/_bulk", null, 200);
    private static final List<BulkBody.Item> ITEMS =
            List.of(new BulkBody.Item(1, RECORD, new Effect.Remove(), List.of(200)));

    @TempDir
    private Path directory;

    private final Tally tally = new Tally();
    private History history;

    @BeforeEach
    void open() {
        history = History.open(directory, 1);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void shouldTakeWhatAnItemSays() {
        Completion completion = item(false, """
                {"delete":{"_index":"orders","_id":"a","status":200,"_seq_no":7,"_primary_term":1,"_version":3}}""");

        assertThat(completion)
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.seqNo()).isEqualTo(7));
        assertThat(tally.errors()).isEmpty();
    }

    @Test
    void shouldCountAnItemThatFailedAsAnErrorWithoutOutages() {
        String failed = """
                {"delete":{"_index":"orders","_id":"a","status":429,"error":{"type":"rejected"}}}""";

        assertThat(item(false, failed)).isInstanceOf(Unknown.class);
        assertThat(tally.unknown).hasValue(1);
        assertThat(tally.errors()).singleElement().asString().contains("rejected");
    }

    @Test
    void shouldLiveWithAnItemThatFailedInAnOutage() {
        String failed = """
                {"delete":{"_index":"orders","_id":"a","status":503,"error":{"type":"unavailable"}}}""";

        assertThat(item(true, failed)).isInstanceOf(Unknown.class);
        assertThat(tally.unknown).hasValue(1);
        assertThat(tally.errors()).isEmpty();
    }

    @Test
    void shouldNotTakeTheAnswerForAnotherRecord() {
        String other = """
                {"delete":{"_index":"orders","_id":"b","status":200,"_seq_no":7,"_primary_term":1,"_version":3}}""";

        assertThat(item(true, other)).isInstanceOf(Unknown.class);
        assertThat(tally.errors()).singleElement().asString().contains("was answered for 'b'");
    }

    @Test
    void shouldNotKnowWhatAnItemWithoutAnIdIsAbout() {
        assertThat(item(true, "{\"delete\":{\"status\":200,\"_seq_no\":7}}")).isInstanceOf(Unknown.class);
    }

    @Test
    void shouldCountARequestByQueryThatFailedInPartAsAnErrorWithoutOutages() {
        Request request = Request.of("POST", "/orders/_delete_by_query", null, 200);
        Reply reply = answer("{\"deleted\":3,\"timed_out\":false,\"failures\":[{\"status\":503}]}");

        assertThat(answers(false).counted(request, reply, "deleted", 5)).isInstanceOf(Unknown.class);
        assertThat(tally.unknown).hasValue(1);
        assertThat(tally.errors()).hasSize(1);
    }

    private Completion item(boolean outages, String item) {
        return answers(outages)
                .items(BULK, answer("{\"items\":[" + item + "]}"), ITEMS)
                .getFirst();
    }

    private Answers answers(boolean outages) {
        Load load = new Load(1, 0, 0, 1, 0, 0, 0, outages, Duration.ofSeconds(1));
        return new Answers(
                0, new Place(load, new SharedKeys(load), new Dialect(false), new ShopDocuments(1), history, tally));
    }

    private static Reply answer(String body) {
        return new Answered(new SearchAnswer(200, body.getBytes(StandardCharsets.UTF_8), "POST /orders/_bulk"));
    }
}
