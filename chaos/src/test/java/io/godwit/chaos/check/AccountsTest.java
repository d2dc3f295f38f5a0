package io.godwit.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponseHead;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final String LINE = "PUT /birds/_doc/1";

    private final TrafficFold traffic = new TrafficFold();
    private final Forwarded out = new Forwarded();
    private final Accounts accounts = new Accounts();

    @Test
    void shouldAgreeWhenEverythingThatWentOutIsRecorded() {
        answered("a", 201);
        answered("b", 200);
        recorded("c", new Unknown("the proxy died"));
        recorded("d", new NotSent("the client left"));
        goesOut(3);

        judge(List.of());

        assertThat(accounts.noLoss(3).held()).isTrue();
        assertThat(accounts.accounting().held()).isTrue();
        assertThat(accounts.accounting().evidence()).contains("captured 4", "answered 2", "not sent 1", "forwarded 3");
    }

    @Test
    void shouldFindAMutationThatWentOutUnrecorded() {
        answered("a", 201);
        goesOut(2);

        judge(List.of());

        assertThat(accounts.noLoss(2).held()).isFalse();
        assertThat(accounts.noLoss(2).evidence()).contains(LINE + " went out 2 times, recorded 1 times");
        assertThat(accounts.accounting().held()).isFalse();
    }

    @Test
    void shouldAcceptWhatAGapTells() {
        goesOut(1);

        judge(List.of(LINE + " HTTP/1.1"));

        assertThat(accounts.noLoss(1).held()).isTrue();
        assertThat(accounts.accounting().held()).isTrue();
    }

    @Test
    void shouldFindAnAnswerToWhatNeverWentOut() {
        answered("a", 201);

        judge(List.of());

        assertThat(accounts.noLoss(0).held()).isTrue();
        assertThat(accounts.accounting().held()).isFalse();
    }

    @Test
    void shouldNotTakeARefusalForAnExecution() {
        answered("a", 503);
        answered("b", 429);

        judge(List.of());

        assertThat(accounts.accounting().held()).isTrue();
    }

    @Test
    void shouldCountAnExchangeOnceHoweverOftenItIsThere() {
        answered("a", 201);
        answered("a", 201);
        goesOut(1);

        judge(List.of());

        assertThat(accounts.accounting().evidence()).contains("captured 1 ");
    }

    @Test
    void shouldCountNoReads() {
        out.passes("GET", "/birds/_doc/1");
        out.passes("POST", "/birds/_search?size=1");
        out.passes("POST", "/birds/_doc");

        assertThat(out.counts()).isEqualTo(Map.of("POST /birds/_doc", 1L));
    }

    @Test
    void shouldNotHoldWhenNothingWasSeen() {
        judge(List.of());

        assertThat(accounts.noLoss(0).held()).isFalse();
        assertThat(accounts.accounting().held()).isFalse();
    }

    private void judge(List<String> gaps) {
        accounts.add(out.counts(), traffic.counts(), gaps);
    }

    private void goesOut(int times) {
        for (int i = 0; i < times; i++) {
            out.passes("PUT", "/birds/_doc/1");
        }
    }

    private void answered(String exchange, int status) {
        recorded(exchange, new ResponseHead(status, Map.of()));
    }

    private void recorded(String exchange, Object outcome) {
        part(exchange, new RequestHead("PUT", "/birds/_doc/1", Map.of()));
        part(exchange, new RequestPart(0, true, ByteBuffer.wrap(new byte[] {1})));
        part(exchange, outcome);
    }

    private void part(String exchange, Object event) {
        traffic.add(Traffic.newBuilder()
                .setExchange(exchange)
                .setProxy("proxy-1")
                .setIncarnation(1)
                .setEpoch(0)
                .setAt(1)
                .setEvent(event)
                .build());
    }
}
