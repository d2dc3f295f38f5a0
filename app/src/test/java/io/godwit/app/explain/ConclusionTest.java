package io.godwit.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.app.explain.Conclusion.Equality;
import io.godwit.projector.traffic.Touch.Kind;
import io.godwit.schemas.Revision;
import io.godwit.schemas.Side;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static final Copy.Absent ABSENT = new Copy.Absent();
    private final Told told = new Told();

    @Test
    void shouldSayThatTheTargetHasWhatWasWrittenLast() {
        told.request("PUT /shop/_doc/7", "201", Kind.WROTE, 40, "{\"n\":40}")
                .put(40, Origin.CAPTURE, State.DONE)
                .source(Told.written(40, "{\"n\":40}"))
                .target(Told.followed(0, 40, "{\"n\":40.0}"));

        assertThat(Conclusion.of(told.account()).equality()).isEqualTo(Equality.EQUAL);
        assertThat(told.so())
                .isEqualTo("It was written last at the source, by PUT /shop/_doc/7 at 2026-11-21 19:03:12.114"
                        + " (exchange proxy-1-17a-0, proxy proxy-1): revision 0.1.40. The highest revision"
                        + " published for the target is 0.1.40 (Put, edits-3@1, written), and the target has"
                        + " it. Nothing of it is on its way. Source and target are equal now.");
    }

    @Test
    void shouldNameTheDeadLetterThatKeepsThemApart() {
        told.request("PUT /shop/_doc/7", "200", Kind.WROTE, 41, "{\"n\":41}")
                .put(41, Origin.CAPTURE, State.GIVEN_UP)
                .dead("mapper_parsing_exception: failed to parse field [n]")
                .source(Told.written(41, "{\"n\":41}"))
                .target(Told.followed(0, 40, "{\"n\":40}"));

        assertThat(Conclusion.of(told.account()).equality()).isEqualTo(Equality.DIFFERENT);
        assertThat(told.so())
                .contains("and the target has only 0.1.40.")
                .contains("Source and target DIFFER now: at n.")
                .contains("Put 0.1.41 was refused by the target: mapper_parsing_exception: failed to parse field [n]"
                        + " (dead letter dlq-3@2).")
                .endsWith("Mend the cause, then ./godwit repair.");
    }

    @Test
    void shouldSayWhatIsStillOnItsWay() {
        told.request("POST /shop/_update/7", "200", Kind.CHANGED, 41, "")
                .candidate(State.WAITING)
                .rescan(State.WAITING)
                .put(40, Origin.CAPTURE, State.WAITING)
                .source(Told.written(41, "{}"))
                .target(ABSENT);

        assertThat(told.so())
                .contains("It was changed last at the source, by POST /shop/_update/7")
                .contains("and the target does NOT have the record.")
                .contains("Still on its way: Put 0.1.40 (edits-3@3); it will be read again (candidates-3@1,"
                        + " PARTIAL_UPDATE); a rescan of its collection (rescans-3@2).")
                .contains("only the source has the record")
                .endsWith("What is on its way will make them equal, unless something holds it up: see ./godwit status,"
                        + " and ask again.");
    }

    @Test
    void shouldSayThatARemovalArrived() {
        told.request("DELETE /shop/_doc/7", "200", Kind.REMOVED, 42, "")
                .change(Op.REMOVE, Revision.of(0, 1, 42), Origin.CAPTURE, State.DONE)
                .tombstone(42)
                .source(ABSENT)
                .target(ABSENT);

        assertThat(told.so())
                .startsWith("It was removed last at the source, by DELETE /shop/_doc/7")
                .contains("and the target has no such record, as it should.")
                .endsWith("Neither side has the record now: they are equal.");
    }

    @Test
    void shouldNotTakeTheRevisionOfAnAbsentRecordForANewerWrite() {
        told.request("DELETE /shop/_doc/7", "200", Kind.REMOVED, 42, "")
                .change(Op.REMOVE, Revision.of(0, 1, 77), Origin.PROJECTION, State.DONE);

        assertThat(told.so()).startsWith("It was removed last at the source, by DELETE /shop/_doc/7");
    }

    @Test
    void shouldSayThatARemovedRecordIsStillThere() {
        told.change(Op.REMOVE, Revision.of(0, 1, 42), Origin.CAPTURE, State.WAITING)
                .source(ABSENT)
                .target(Told.followed(0, 40, "{}"));

        assertThat(told.so())
                .contains("yet the target STILL has the record, with 0.1.40.")
                .contains("only the target has the record");
    }

    @Test
    void shouldSayThatNoCapturedRequestWroteIt() {
        told.put(3, Origin.LISTING, State.DONE).source(Told.written(3, "{}")).target(Told.followed(0, 3, "{}"));

        assertThat(told.so())
                .startsWith("Its newest known revision, 0.1.3, was listed by the backfill at the source at"
                        + " 2026-11-21 19:03:12.114; no captured request tells that it made it: it is older than the"
                        + " capture, or was written past the proxy.");
    }

    @Test
    void shouldSayWhatMayHaveTouchedItSince() {
        told.request("PUT /shop/_doc/7", "201", Kind.WROTE, 40, "{}")
                .request("POST /shop/_update_by_query", "200", Kind.MAY, -1, "")
                .request("PUT http://user:secret@old/shop/_doc/7", "no outcome yet", Kind.UNKNOWN, -1, "");

        assertThat(told.so())
                .contains("Since its last captured write it may have been touched by POST /shop/_update_by_query at"
                        + " 2026-11-21 19:03:13.114 (200); PUT http://old/shop/_doc/7 at 2026-11-21 19:03:14.114"
                        + " (no outcome yet).")
                .contains("not both were asked");
    }

    @Test
    void shouldSayThatAWriteWentPastTheProxy() {
        told.put(3, Origin.LISTING, State.DONE)
                .gap()
                .source(Told.written(5, "{\"n\":5}"))
                .target(Told.followed(0, 3, "{\"n\":3}"));

        assertThat(told.so())
                .contains("The source holds revision 0.1.5, of which no topic tells")
                .contains("A write of it may hide in a gap: PUT /shop/_doc/7 at 2026-11-21 19:03:13.114 (journal was"
                        + " full).")
                .endsWith("The target has what was published, so the source was written past the proxy, or just now. To"
                        + " mend it: ./godwit verify, then ./godwit repair.");
    }

    @Test
    void shouldSayThatSomebodyWroteToTheTarget() {
        told.put(3, Origin.LISTING, State.DONE)
                .source(Told.written(3, "{\"n\":3}"))
                .target(ABSENT);

        assertThat(told.so()).contains("somebody wrote to the target past Godwit, or removed it there.");
    }

    @Test
    void shouldSayThatTheCollectionWasMadeAnew() {
        told.defined("gen-2", List.of(Told.GENERATION))
                .put(3, Origin.LISTING, State.DONE)
                .source(ABSENT)
                .target(Told.followed(0, 3, "{}"));

        assertThat(told.so()).contains("an earlier generation of its collection (gen-1, now gen-2)");
    }

    @Test
    void shouldSayThatNothingIsKnown() {
        told.source(Told.written(3, "{}")).target(ABSENT);

        assertThat(told.so())
                .startsWith("No topic tells of a write to it. The source holds revision 0.1.3")
                .contains("Nothing was published for the target.")
                .contains("its collection is not listed so far");
    }

    @Test
    void shouldLookTheOtherWayAfterASwing() {
        Told swung = new Told(Side.TARGET, 1)
                .swung(Fact.Swing.MOVED)
                .request("PUT /shop/_doc/7", "200", Kind.WROTE, 8, "{}")
                .put(8, Origin.CAPTURE, State.DONE)
                .target(Told.written(8, "{}"))
                .source(Told.followed(1, 8, "{}"));

        assertThat(swung.so())
                .startsWith("It was written last at the target, by PUT /shop/_doc/7")
                .contains("The highest revision published for the source is 1.1.8")
                .contains("and the source has it.")
                .endsWith("Source and target are equal now.");
    }

    @Test
    void shouldNotTakeNumbersFromBeforeASwingForNewerWrites() {
        Told swung = new Told(Side.TARGET, 1)
                .swung(Fact.Swing.MOVED)
                .target(Told.followed(0, 3, "{}"))
                .source(Told.written(3, "{}"));

        assertThat(swung.so())
                .startsWith("No topic tells of a write to it. Nothing was published for the source since clients moved"
                        + " to the target (epoch 1).");
    }

    @Test
    void shouldNotTakeTheVersionOfASourceForARevision() {
        Told swung = new Told(Side.TARGET, 1)
                .swung(Fact.Swing.MOVED)
                .put(8, Origin.CAPTURE, State.GIVEN_UP)
                .target(Told.written(8, "{}"))
                .source(Told.written(3, "{\"n\":3}"));

        assertThat(swung.account().revision(Side.TARGET)).contains(Revision.of(1, 1, 8));
        assertThat(swung.account().revision(Side.SOURCE)).isEmpty();
        assertThat(swung.so()).contains("and the source has only _version 3, which is no revision.");
    }

    @Test
    void shouldKnowWhatWasBroughtBeforeASwing() {
        Told swung = new Told(Side.TARGET, 1)
                .brought(Revision.of(0, 1, 3))
                .swung(Fact.Swing.MOVED)
                .target(Told.followed(0, 3, "{}"))
                .source(Told.written(3, "{}"));

        assertThat(swung.account().revision(Side.TARGET)).contains(Revision.of(0, 1, 3));
        assertThat(AccountText.of(swung.account(), 100))
                .contains("now, source   _version 3, _seq_no 3, _primary_term 1, routing -\n")
                .contains("now, target   revision 0.1.3  (_version 1099511627779, _seq_no 99");
    }

    @Test
    void shouldNotTakeAVersionThatClientsRaisedForARevision() {
        Told back = new Told(Side.SOURCE, 2)
                .brought(Revision.of(0, 1, 3))
                .swung(Fact.Swing.MOVED)
                .put(9, Origin.CAPTURE, State.WAITING)
                .source(Told.written(9, "{}"))
                .target(Told.followed(0, 4, "{}"));

        assertThat(back.account().revision(Side.SOURCE)).contains(Revision.of(2, 1, 9));
        assertThat(back.account().revision(Side.TARGET)).isEmpty();
    }

    @Test
    void shouldSeeAWriteThatNoTopicTellsOfAfterASwing() {
        Told swung = new Told(Side.TARGET, 1)
                .swung(Fact.Swing.MOVED)
                .put(8, Origin.CAPTURE, State.DONE)
                .target(Told.written(9, "{}"))
                .source(Told.followed(1, 8, "{}"));

        assertThat(swung.so()).contains("The target holds revision 1.1.9, of which no topic tells");
    }

    @Test
    void shouldSayThatADeadLetterMattersNoMore() {
        told.put(3, Origin.CAPTURE, State.GIVEN_UP)
                .dead("strict_dynamic_mapping_exception")
                .put(4, Origin.CAPTURE, State.DONE)
                .source(Told.written(4, "{}"))
                .target(Told.followed(0, 4, "{}"));

        assertThat(told.so()).endsWith("Of its dead letters (1) none matters any more.");
    }
}
