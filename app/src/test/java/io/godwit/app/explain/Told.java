package io.godwit.app.explain;

import io.godwit.app.explain.Account.Standing;
import io.godwit.projector.traffic.Touch;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.Side;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Facts made by hand. Each is a second later than the one before. */
final class Told {
    static final RecordKey RECORD = RecordKey.of("shop", "7");
    static final String GENERATION = "gen-1";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant START = Instant.parse("2026-11-21T19:03:12.114Z");

    final List<Fact> facts = new ArrayList<>();
    private final Side leading;
    private final int epoch;
    private Copy source = new Copy.NotAsked("give its address with --from");
    private Copy target = new Copy.NotAsked("give its address with --to");

    Told() {
        this(Side.SOURCE, 0);
    }

    Told(Side leading, int epoch) {
        this.leading = leading;
        this.epoch = epoch;
    }

    Told request(String line, String outcome, Touch.Kind kind, long seqNo, String body) {
        Optional<Revision> revision = seqNo < 0 ? Optional.empty() : Optional.of(Revision.of(epoch, 1, seqNo));
        Touch touch = new Touch(
                kind, Optional.of(RECORD), "", revision, "", Optional.of(body).filter(text -> !text.isEmpty()));
        facts.add(new Fact.Touched(
                at(),
                place("traffic"),
                leading,
                epoch,
                new Fact.Request("proxy-1-17a-" + facts.size(), "proxy-1", line, outcome),
                touch,
                facts.size(),
                State.DONE));
        return this;
    }

    Told put(long seqNo, Origin origin, State state) {
        return change(Op.PUT, Revision.of(epoch, 1, seqNo), origin, state);
    }

    Told change(Op op, Revision revision, Origin origin, State state) {
        Optional<String> body = op == Op.PUT ? Optional.of("{\"n\":" + revision.seqNo() + "}") : Optional.empty();
        facts.add(new Fact.Changed(
                at(), place("edits"), leading, op, revision, new Fact.Found(origin, GENERATION, body), state));
        return this;
    }

    /** To the target, before clients moved there. */
    Told brought(Revision revision) {
        Fact.Found found = new Fact.Found(Origin.LISTING, GENERATION, Optional.of("{}"));
        facts.add(new Fact.Changed(at(), place("edits"), Side.SOURCE, Op.PUT, revision, found, State.DONE));
        return this;
    }

    Told candidate(State state) {
        facts.add(new Fact.Listed(
                at(), place("candidates"), leading, Reason.PARTIAL_UPDATE, Optional.of("proxy-1-17a-3"), state));
        return this;
    }

    Told rescan(State state) {
        return rescan(state, "POST /shop/_update_by_query");
    }

    Told rescan(State state, String reason) {
        facts.add(new Fact.Rescanned(at(), place("rescans"), leading, reason, true, state));
        return this;
    }

    Told gap() {
        return gap("PUT /shop/_doc/7", "journal was full");
    }

    Told gap(String line, String reason) {
        facts.add(new Fact.Gapped(at(), place("gaps"), "proxy-2", line, reason));
        return this;
    }

    /** The last fact was given up. */
    Told dead(String reason) {
        facts.add(new Fact.Dead(at(), place("dlq"), facts.getLast().place(), "apply", reason));
        return this;
    }

    Told tombstone(long seqNo) {
        facts.add(new Fact.Buried(at(), place("tombstones"), Revision.of(epoch, 1, seqNo), GENERATION));
        return this;
    }

    Told defined(String generation, List<String> retired) {
        facts.add(new Fact.Defined(
                at(), place("definitions"), leading, "shop", true, new Fact.Generations(generation, retired)));
        return this;
    }

    Told swung(Fact.Swing swing) {
        facts.add(new Fact.Swung(at(), place("workflow"), swing, leading, epoch));
        return this;
    }

    Told source(Copy copy) {
        source = copy;
        return this;
    }

    Told target(Copy copy) {
        target = copy;
        return this;
    }

    /** As the side that clients write to has it. */
    static Copy written(long seqNo, String json) {
        return new Copy.Present(3, 1, seqNo, Optional.empty(), JSON.readTree(json));
    }

    /** As the side that follows has it. */
    static Copy followed(int epoch, long seqNo, String json) {
        return new Copy.Present(Revision.of(epoch, 1, seqNo).value(), 1, 99, Optional.empty(), JSON.readTree(json));
    }

    Account account() {
        return new Account(RECORD, new Standing("godwit", leading, epoch), facts, 0, source, target);
    }

    String so() {
        return String.join(" ", Conclusion.of(account()).sentences());
    }

    private Instant at() {
        return START.plusSeconds(facts.size());
    }

    private Place place(String topic) {
        return new Place("godwit." + topic, 3, facts.size());
    }
}
