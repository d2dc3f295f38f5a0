package io.godwit.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.projector.traffic.Touch;
import io.godwit.projector.traffic.Touch.Kind;
import io.godwit.schemas.Revision;
import io.godwit.schemas.Side;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTextTest {
    private final Told told = new Told()
            .defined("gen-1", List.of("gen-0"))
            .put(3, Origin.LISTING, State.DONE)
            .request("PUT /shop/_doc/7", "200", Kind.WROTE, 40, "{\"n\":\n40}")
            .put(40, Origin.CAPTURE, State.DONE)
            .request("POST /shop/_update/7", "no outcome: connection closed", Kind.UNKNOWN, -1, "")
            .candidate(State.DONE)
            .rescan(State.WAITING)
            .gap()
            .change(Op.REMOVE, Revision.of(0, 1, 41), Origin.PROJECTION, State.DONE)
            .tombstone(41)
            .put(42, Origin.RESCAN, State.GIVEN_UP)
            .dead("mapper_parsing_exception: failed to parse field [n]")
            .source(Told.written(42, "{\"n\":42}"))
            .target(new Copy.Absent());

    @Test
    void shouldReadLikeThis() {
        assertThat(AccountText.of(told.account(), 100) + "\n").isEqualTo("""
                shop/7

                2026-11-21 19:03:12.114  definitions-3@0       shop is there at the source, generation gen-1, before that gen-0
                2026-11-21 19:03:13.114  edits-3@1             Put 0.1.3, listed by the backfill: written
                                                               {"n":3}
                2026-11-21 19:03:14.114  traffic-3@2           PUT /shop/_doc/7 -> 200
                                                               wrote, revision 0.1.40
                                                               at the source, exchange proxy-1-17a-2, proxy proxy-1
                                                               {"n": 40}
                2026-11-21 19:03:15.114  edits-3@3             Put 0.1.40, from the captured request: written
                                                               {"n":40}
                2026-11-21 19:03:16.114  traffic-3@4           POST /shop/_update/7 -> no outcome: connection closed
                                                               nobody knows whether it was done
                                                               at the source, exchange proxy-1-17a-4, proxy proxy-1
                2026-11-21 19:03:17.114  candidates-3@5        to be read again, PARTIAL_UPDATE by exchange proxy-1-17a-3: done
                2026-11-21 19:03:18.114  rescans-3@6           rescan of its collection: waiting
                                                               POST /shop/_update_by_query
                2026-11-21 19:03:19.114  gaps-3@7              GAP, not captured: PUT /shop/_doc/7
                                                               journal was full, proxy proxy-2
                2026-11-21 19:03:20.114  edits-3@8             Remove 0.1.41, read again after a request: written
                2026-11-21 19:03:21.114  tombstones-3@9        tombstone: removed with 0.1.41
                2026-11-21 19:03:22.114  edits-3@10            Put 0.1.42, found by a rescan: given up, see the dead letter
                                                               {"n":42}
                2026-11-21 19:03:23.114  dlq-3@11              DEAD LETTER, apply: edits-3@10
                                                               mapper_parsing_exception: failed to parse field [n]

                now, source   revision 0.1.42  (_version 3, _seq_no 42, _primary_term 1, routing -)
                              {"n":42}
                now, target   no such record

                So: Its newest known revision, 0.1.42, was found by a rescan at the source at 2026-11-21
                19:03:22.114; no captured request tells that it made it: its answer was not captured, or it was
                written past the proxy. Since its last captured write it may have been touched by POST
                /shop/_update/7 at 2026-11-21 19:03:16.114 (no outcome: connection closed). The highest revision
                published for the target is 0.1.42 (Put, edits-3@10, given up, see the dead letter), and the target
                does NOT have the record. Still on its way: a rescan of its collection (rescans-3@6). Source and
                target DIFFER now: only the source has the record. Put 0.1.42 was refused by the target:
                mapper_parsing_exception: failed to parse field [n] (dead letter dlq-3@11). A write of it may hide
                in a gap: PUT /shop/_doc/7 at 2026-11-21 19:03:19.114 (journal was full). Mend the cause, then
                ./godwit repair.
                """);
    }

    @Test
    void shouldLeaveOutEarlierLines() {
        assertThat(AccountText.of(told.account(), 1))
                .contains("(11 earlier ones are left out)")
                .contains("DEAD LETTER")
                .doesNotContain("tombstone");
    }

    @Test
    void shouldSayThatClientsStayedWhenASwingWasTakenBack() {
        Account account = new Told().swung(Fact.Swing.TAKEN_BACK).account();

        assertThat(AccountText.of(account, 100))
                .contains("swing taken back: clients stayed at the source, epoch 0")
                .doesNotContain("moved");
        assertThat(AccountJson.of(account).toString())
                .contains("\"kind\":\"swing\",\"what\":\"TAKEN_BACK\",\"side\":\"source\",\"epoch\":0}");
    }

    @Test
    void shouldNeverShowTheUserOfAnAddress() {
        String address = "http://user:secret@old:9200/shop";
        Told all = new Told()
                .request("PUT " + address, "no outcome: " + address, Kind.WROTE, 40, "{\"at\":\"" + address + "\"}")
                .request("PUT " + address, "no outcome: " + address, Kind.UNKNOWN, -1, "{\"at\":\"http://user:secret")
                .rescan(State.WAITING, "POST " + address)
                .gap("PUT " + address, "refused by " + address)
                .put(40, Origin.CAPTURE, State.GIVEN_UP)
                .dead("refused by " + address)
                .source(new Copy.NotAsked(address + " does not answer"))
                .target(new Copy.Absent());
        all.facts.add(new Fact.Touched(
                all.facts.getFirst().at(),
                all.facts.getFirst().place(),
                Side.SOURCE,
                0,
                new Fact.Request("proxy-1-17a-9", "proxy-1", "PUT /", "200"),
                new Touch(Kind.MAY, Optional.empty(), "", Optional.empty(), "see " + address, Optional.empty()),
                9,
                State.DONE));

        assertThat(AccountText.of(all.account(), 100))
                .contains("PUT http://old:9200/shop -> no outcome: http://old:9200/shop")
                .doesNotContain("secret");
        assertThat(AccountJson.of(all.account()).toString())
                .contains("refused by http://old:9200/shop")
                .doesNotContain("secret");
    }

    @Test
    void shouldTellProgramsTheSame() {
        String json = AccountJson.of(told.account()).toString();

        assertThat(json)
                .startsWith("{\"record\":\"shop/7\",\"collection\":\"shop\",\"id\":\"7\",\"routing\":null,"
                        + "\"clientsOn\":\"source\",\"epoch\":0,\"equality\":\"DIFFERENT\",\"timeline\":[")
                .contains("{\"at\":\"2026-11-21T19:03:15.114Z\",\"place\":\"godwit.edits-3@3\",\"kind\":\"change\","
                        + "\"revision\":\"0.1.40\",\"revisionValue\":1099511627816,\"epoch\":0,\"primaryTerm\":1,"
                        + "\"seqNo\":40,\"op\":\"PUT\",\"from\":\"source\",\"origin\":\"CAPTURE\","
                        + "\"generation\":\"gen-1\",\"body\":\"{\\\"n\\\":40}\",\"state\":\"DONE\"}")
                .contains("\"target\":{\"asked\":true,\"found\":false}")
                .endsWith("Mend the cause, then ./godwit repair.\"]}");
    }
}
