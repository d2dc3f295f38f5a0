package io.godwit.projector.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class TrafficTopologyTest extends DrivenTopology {
    @Test
    void shouldPutTogetherWhatCameInParts() {
        send(Captured.request("a", "PUT", "/i/_doc/1?routing=r", "{\"a\":", "1.10", "}"));
        send(Captured.response("a", 201, DONE.substring(0, 9), DONE.substring(9)));

        assertThat(read(topics.edits(), Change.class)).singleElement().satisfies(change -> {
            assertThat(UTF_8.decode(change.getBody().duplicate()).toString()).isEqualTo("{\"a\":1.10}");
            assertThat(change.getRouting()).isEqualTo("r");
            assertThat(change.getGeneration()).isEqualTo("generation-1");
            assertThat(change.getRevision()).isEqualTo(Revision.of(3, 2, 7).value());
        });
        assertThat(pending.count()).isZero();
    }

    /** Its documents have lower revisions than what the other side has: only people can mend that. */
    @Test
    void shouldMakeADeadLetterOfARestoredSnapshot() {
        send(Captured.request("a", "POST", "/_snapshot/repository/one/_restore", "{}"));
        send(Captured.response("a", 200, "{\"accepted\":true}"));

        assertThat(records(topics.deadLetters())).hasSize(1);
        assertThat(records(topics.rescans())).hasSize(1);
        assertThat(records(topics.gaps())).hasSize(1);
        assertThat(pending.count()).isZero();
    }

    @Test
    void shouldKeepInterleavedAndRepeatedPartsApart() {
        List<Traffic> first = Captured.request("a", "DELETE", "/i/_doc/1", "");
        List<Traffic> second = Captured.request("a1", "PUT", "/i/_doc/1", "{", "}");
        for (int i = 0; i < 2; i++) {
            send(List.of(first.get(i), second.get(i), second.get(i)));
        }
        send(second);
        send(Captured.response("a1", 200, DONE));
        assertThat(pending.count()).isOne();
        send(Captured.response("a", 200, DONE));

        assertThat(read(topics.edits(), Change.class)).extracting(Change::getOp).containsExactly(Op.PUT, Op.REMOVE);
    }

    @Test
    void shouldAwaitThePartsThatComeAfterTheAnswer() {
        send(Captured.response("a", 201, DONE));
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));

        assertThat(read(topics.edits(), Change.class)).hasSize(1);
        assertThat(pending.count()).isZero();
    }

    /** After a crash only the end of an exchange may be read again; it must not count as pending for ever. */
    @Test
    void shouldGiveUpPartsOfAnExchangeThatWasInterpretedBefore() {
        send(Captured.response("a", 201, DONE));
        assertThat(pending.count()).isOne();
        driver.advanceWallClockTime(Duration.ofSeconds(62));

        assertThat(pending.count()).isZero();
    }

    /** The crash may have lost what came of it, though not the state: the end must be enough to find it again. */
    @Test
    void shouldInterpretAgainAnExchangeWhoseEndIsReadAgainSoonAfter() {
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));
        send(Captured.response("a", 201, DONE));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        List<Change> first = read(topics.edits(), Change.class);
        List<Traffic> response = Captured.response("a", 201, DONE);
        send(response.subList(response.size() - 1, response.size()));

        assertThat(read(topics.edits(), Change.class))
                .extracting(Change::getRevision)
                .containsExactlyElementsOf(
                        first.stream().map(Change::getRevision).toList());
        assertThat(pending.count()).isZero();
    }

    @Test
    void shouldForgetWhatWasResolvedOnceItIsCommitted() {
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));
        send(Captured.response("a", 201, DONE));
        assertThat(read(topics.edits(), Change.class)).hasSize(1);
        assertThat(driver.getKeyValueStore(ExchangeProcessor.STORE).approximateNumEntries())
                .isPositive();

        for (int second = 0; second < 5; second++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }

        assertThat(driver.getKeyValueStore(ExchangeProcessor.STORE).approximateNumEntries())
                .isZero();
    }

    @Test
    void shouldNotCountAsUnknownBehindABarrierWhatWasAnswered() {
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));
        send(Captured.response("a", 201, DONE));
        send(List.of(Captured.part("p", new Barrier("hold"))));

        assertThat(read(topics.edits(), Change.class)).hasSize(1);
    }

    @Test
    void shouldReadTwiceWhatIsUnknown() {
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));
        long before = System.currentTimeMillis();
        send(List.of(Captured.part("a", new Unknown("client went"))));

        List<Candidate> candidates = read(topics.candidates(), Candidate.class);
        assertThat(candidates)
                .extracting(Candidate::getReason)
                .containsOnly(Reason.UNKNOWN_OUTCOME)
                .hasSize(2);
        assertThat(candidates.getFirst().getNotBefore()).isZero();
        assertThat(candidates.getLast().getNotBefore()).isBetween(before + 9_000, System.currentTimeMillis() + 11_000);
    }

    @Test
    void shouldFindNothingInWhatWasNotSentOrNotWhole() {
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));
        send(List.of(Captured.part("a", new NotSent("refused"))));
        send(Captured.request("b", "PUT", "/i/_doc/1", "{", "}").subList(0, 2));
        send(List.of(Captured.part("b", new Unknown("proxy stopped"))));

        assertThat(pending.count()).isZero();
    }

    @Test
    void shouldTakeForUnknownWhatABarrierFollows() {
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));
        send(Captured.request("b", "PUT", "/_doc/%zz", "{}"));
        send(Captured.request("c", "PUT", "/i/_doc/3", "{}"));
        send(List.of(Captured.part("p", new Barrier("restarted"))));

        assertThat(read(topics.candidates(), Candidate.class))
                .extracting(Candidate::getId)
                .containsExactly("1", "1", "3", "3");
        assertThat(pending.count()).isZero();
        assertPoison();
    }

    /** One exchange that cannot be interpreted must not stop the clock for the others. */
    @Test
    void shouldGoOnAfterAnUninterpretableExchangeTimedOut() {
        send(Captured.request("a", "PUT", "/_doc/%zz", "{}"));
        send(Captured.request("b", "PUT", "/i/_doc/2", "{}"));
        driver.advanceWallClockTime(Duration.ofSeconds(62));
        driver.advanceWallClockTime(Duration.ofSeconds(62));

        assertThat(read(topics.candidates(), Candidate.class))
                .extracting(Candidate::getId)
                .containsExactly("2", "2");
        assertPoison();
    }

    @Test
    void shouldReadAgainWhatMayBelongToAnEarlierGeneration() {
        send(Captured.at(1_000, Captured.request("a", "PUT", "/i/_doc/1", "{}")));
        send(Captured.response("a", 201, DONE));

        assertThat(read(topics.candidates(), Candidate.class))
                .extracting(Candidate::getReason)
                .containsExactly(Reason.NEW_GENERATION);
    }

    @Test
    void shouldReadAgainWhatAPipelineMade() {
        send(Captured.request("a", "PUT", "/piped/_doc/1", "{}"));
        send(Captured.response("a", 201, DONE.replace("\"i\"", "\"piped\"")));

        assertThat(read(topics.candidates(), Candidate.class))
                .extracting(Candidate::getReason)
                .containsExactly(Reason.PIPELINE);
    }

    @Test
    void shouldPutPoisonAsideAndGoOn() {
        send("x", "poison".getBytes(UTF_8));
        send(Captured.request("a", "PUT", "/i/_doc/1", "{}"));
        send(Captured.response("a", 201, DONE));

        assertThat(read(topics.edits(), Change.class)).hasSize(1);
        TestRecord<String, byte[]> letter = assertPoison();
        assertThat(letter.value()).isEqualTo("poison".getBytes(UTF_8));
        assertThat(letter.headers().lastHeader("__connect.errors.topic").value())
                .isEqualTo(topics.traffic().name().getBytes(UTF_8));
        assertThat(letter.headers().lastHeader("__connect.errors.offset").value())
                .isEqualTo("0".getBytes(UTF_8));
    }

    private TestRecord<String, byte[]> assertPoison() {
        List<TestRecord<String, byte[]>> dead = records(topics.deadLetters());
        assertThat(dead)
                .singleElement()
                .satisfies(letter -> assertThat(letter.headers())
                        .extracting(header -> header.key().replace("__connect.errors.", ""))
                        .contains("connector.name", "stage", "exception.class.name", "exception.message"));
        assertThat(read(topics.gaps(), Gap.class)).hasSize(1);
        assertThat(read(topics.rescans(), Rescan.class)).singleElement().satisfies(rescan -> {
            assertThat(rescan.getCollection()).isEmpty();
            assertThat(rescan.getRemovals()).isTrue();
        });
        return dead.getFirst();
    }
}
