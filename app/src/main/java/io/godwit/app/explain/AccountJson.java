package io.godwit.app.explain;

import io.godwit.projector.traffic.Touch;
import io.godwit.schemas.Revision;
import io.godwit.schemas.Side;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An account for programs. */
final class AccountJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AccountJson() {}

    static ObjectNode of(Account account) {
        Conclusion conclusion = Conclusion.of(account);
        ObjectNode json = JSON.createObjectNode();
        json.put("record", account.key().toString());
        json.put("collection", account.key().collection());
        json.put("id", account.key().id());
        json.put("routing", account.key().routingOrNull());
        json.put("clientsOn", Words.side(account.standing().leading()));
        json.put("epoch", account.standing().epoch());
        json.put("equality", conclusion.equality().name());
        ArrayNode timeline = json.putArray("timeline");
        account.facts().forEach(fact -> timeline.add(fact(fact)));
        json.put("leftOut", account.leftOut());
        json.set("source", copy(account, Side.SOURCE));
        json.set("target", copy(account, Side.TARGET));
        ArrayNode so = json.putArray("so");
        conclusion.sentences().forEach(so::add);
        return json;
    }

    private static ObjectNode fact(Fact fact) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", fact.at().toString());
        json.put("place", fact.place().toString());
        switch (fact) {
            case Fact.Touched touched -> touched(json, touched);
            case Fact.Changed changed -> changed(json, changed);
            case Fact.Listed listed ->
                json.put("kind", "candidate")
                        .put("reason", listed.reason().name())
                        .put("exchange", listed.exchange().orElse(null))
                        .put("state", listed.state().name());
            case Fact.Rescanned rescan -> rescanned(json, rescan);
            case Fact.Gapped gap -> gapped(json, gap);
            case Fact.Dead dead ->
                json.put("kind", "dead-letter")
                        .put("of", dead.of().toString())
                        .put("stage", dead.stage())
                        .put("reason", dead.reason());
            case Fact.Buried buried -> revision(json.put("kind", "tombstone"), buried.revision());
            case Fact.Defined defined -> defined(json, defined);
            case Fact.Swung swung ->
                json.put("kind", "swing")
                        .put("what", swung.swing().name())
                        .put("side", Words.side(swung.side()))
                        .put("epoch", swung.epoch());
        }
        return json;
    }

    private static void touched(ObjectNode json, Fact.Touched touched) {
        Touch touch = touched.touch();
        json.put("kind", "request")
                .put("side", Words.side(touched.side()))
                .put("request", touched.request().line())
                .put("outcome", touched.request().outcome())
                .put("exchange", touched.request().exchange())
                .put("proxy", touched.request().proxy())
                .put("did", touch.kind().name())
                .put("detail", touch.detail())
                .put("body", touch.body().orElse(null))
                .put("state", touched.state().name());
        touch.revision().ifPresent(revision -> revision(json, revision));
    }

    private static void changed(ObjectNode json, Fact.Changed changed) {
        revision(json.put("kind", "change"), changed.revision());
        json.put("op", changed.op().name())
                .put("from", Words.side(changed.from()))
                .put("origin", changed.found().origin().name())
                .put("generation", changed.found().generation())
                .put("body", changed.found().body().orElse(null))
                .put("state", changed.state().name());
    }

    private static void rescanned(ObjectNode json, Fact.Rescanned rescan) {
        json.put("kind", "rescan")
                .put("reason", rescan.reason())
                .put("removals", rescan.removals())
                .put("state", rescan.state().name());
    }

    private static void gapped(ObjectNode json, Fact.Gapped gap) {
        json.put("kind", "gap")
                .put("request", gap.line())
                .put("proxy", gap.proxy())
                .put("reason", gap.reason());
    }

    private static void defined(ObjectNode json, Fact.Defined defined) {
        json.put("kind", "definition")
                .put("side", Words.side(defined.side()))
                .put("present", defined.present())
                .put("generation", defined.generations().now());
        ArrayNode retired = json.putArray("retired");
        defined.generations().retired().forEach(retired::add);
    }

    private static void revision(ObjectNode json, Revision revision) {
        json.put("revision", revision.toString())
                .put("revisionValue", revision.value())
                .put("epoch", revision.epoch())
                .put("primaryTerm", revision.primaryTerm())
                .put("seqNo", revision.seqNo());
    }

    private static ObjectNode copy(Account account, Side side) {
        ObjectNode json = JSON.createObjectNode();
        switch (account.of(side)) {
            case Copy.NotAsked(String why) -> json.put("asked", false).put("why", why);
            case Copy.Absent() -> json.put("asked", true).put("found", false);
            case Copy.Present there -> {
                json.put("asked", true)
                        .put("found", true)
                        .put(
                                "revision",
                                account.revision(side).map(Revision::toString).orElse(null))
                        .put("version", there.version())
                        .put("primaryTerm", there.primaryTerm())
                        .put("seqNo", there.seqNo())
                        .put("routing", there.routing().orElse(null));
                json.set("source", there.source());
            }
        }
        return json;
    }
}
