package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exchanges whose outcome nobody knows for long. */
class LateExchangesTest extends DrivenTopology {
    /** The side may still be executing it when its record is read: nothing is settled before its outcome is known. */
    @Test
    void shouldTakeForUnknownWhatGetsNoAnswerAndStillHearALateOne() {
        sendTwoThatTimeOut();

        driver.advanceWallClockTime(Duration.ofMinutes(30));
        assertThat(pending.count()).isEqualTo(2);
        send(Captured.response("a", 201, DONE));
        send(Captured.response("b", 200, "{\"deleted\":5}"));

        assertThat(read(topics.edits(), Change.class)).hasSize(1);
        assertThat(read(topics.rescans(), Rescan.class)).singleElement().returns(null, Rescan::getTask);
        assertThat(pending.count()).isZero();
    }

    @Test
    void shouldReadAgainWhenTheConnectionOfALateExchangeDies() {
        sendTwoThatTimeOut();

        driver.advanceWallClockTime(Duration.ofMinutes(30));
        send(List.of(Captured.part("a", new Unknown("connection lost"))));
        assertThat(pending.count()).isOne();
        send(List.of(Captured.part("p", new Barrier("restarted"))));

        assertReadAgain();
        assertThat(pending.count()).isZero();
    }

    @Test
    void shouldReadAgainWhenNoProxyWaitsForTheAnswerAnyLonger() {
        sendTwoThatTimeOut();

        driver.advanceWallClockTime(Duration.ofMinutes(65));
        assertReadAgain();
        // until what says so is committed
        assertThat(pending.count()).isEqualTo(2);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(pending.count()).isZero();

        send(Captured.response("a", 201, DONE));
        assertThat(read(topics.edits(), Change.class)).hasSize(1);
        driver.advanceWallClockTime(Duration.ofDays(1));
        send(Captured.response("b", 200, "{}"));
    }

    @Test
    void shouldCountALateExchangeOnlyIfItsRequestIsWhole() {
        List<Traffic> request = Captured.request("a", "PUT", "/i/_doc/1", "{", "}");
        send(request.subList(0, 2));
        driver.advanceWallClockTime(Duration.ofSeconds(62));
        assertThat(pending.count()).isZero();

        send(request.subList(2, 3));
        assertThat(pending.count()).isOne();
        send(Captured.response("a", 409, "{}"));
        assertThat(pending.count()).isZero();
    }

    @Test
    void shouldTellSinceWhenTheOldestIsUnresolved() {
        assertThat(pending.oldest()).isEqualTo(PendingExchanges.NONE);
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        send(Captured.request("b", "PUT", "/i/_doc/2", "{}"));
        assertThat(pending.oldest()).isEqualTo(NOW);

        send(Captured.response("a", 201, DONE));

        assertThat(pending.oldest()).isEqualTo(NOW + 5_000);
        assertThat(read(topics.edits(), Change.class)).hasSize(1);
    }

    /** The answer to the whole request came, and nobody knows what became of one of its items. */
    @Test
    void shouldReadAgainAnItemThatFailedOnTheWay() {
        send(Captured.request("a", "POST", "/i/_bulk", "{\"index\":{\"_id\":\"1\"}}\n{\"a\":1}\n"));
        send(Captured.response(
                "a",
                200,
                "{\"errors\":true,\"items\":[{\"index\":{\"_index\":\"i\",\"_id\":\"1\",\"status\":503,"
                        + "\"error\":{\"type\":\"unavailable_shards_exception\"}}}]}"));

        assertThat(read(topics.candidates(), Candidate.class))
                .extracting(candidate -> candidate.getNotBefore() > 0)
                .containsExactly(false, true);
    }

    private void sendTwoThatTimeOut() {
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));
        send(Captured.request("b", "POST", "/i/_delete_by_query", "{}"));
        driver.advanceWallClockTime(Duration.ofSeconds(59));
        assertThat(pending.count()).isEqualTo(2);
        assertThat(records(topics.candidates())).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertReadAgain();
        assertThat(pending.count()).isEqualTo(2);
    }

    private void assertReadAgain() {
        assertThat(read(topics.candidates(), Candidate.class))
                .hasSize(2)
                .allMatch(candidate -> candidate.getReason() == Reason.UNKNOWN_OUTCOME);
        assertThat(read(topics.rescans(), Rescan.class)).hasSize(2).allMatch(rescan -> "".equals(rescan.getTask()));
    }
}
