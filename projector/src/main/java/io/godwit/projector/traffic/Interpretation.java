package io.godwit.projector.traffic;

import io.godwit.projector.traffic.KnownCollections.Known;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.util.List;
import java.util.Optional;

/** Turns what an exchange did into records of the output topics. */
final class Interpretation {
    private final Interpreter interpreter;
    private final KnownCollections collections;
    private final TrafficTimes times;
    private final WireFormat<Change> changes;
    private final WireFormat<Candidate> candidates;
    private final WireFormat<Rescan> rescans;
    private final WireFormat<Gap> gaps;

    Interpretation(Topics topics, Wire wire, KnownCollections collections, TrafficTimes times) {
        this.interpreter = new Interpreter(collections);
        this.collections = collections;
        this.times = times;
        this.changes = wire.format(topics.edits().name(), Change.class);
        this.candidates = wire.format(topics.candidates().name(), Candidate.class);
        this.rescans = wire.format(topics.rescans().name(), Rescan.class);
        this.gaps = wire.format(topics.gaps().name(), Gap.class);
    }

    void interpret(String id, Assembly assembly, Output output) {
        Exchange exchange = assembly.exchange();
        List<Finding> findings = interpreter.interpret(exchange);
        boolean unknown = exchange.answer().isEmpty()
                || exchange.answer().get().status() >= 500
                || exchange.answer().get().status() == 408;
        for (Finding finding : findings) {
            emit(id, finding, assembly, exchange, output);
            if (unknown || isOpen(finding)) {
                emitLater(id, finding, assembly, output);
            }
        }
    }

    /** A gap and a rescan of everything for a traffic record that could not be read. */
    void repairAfter(String key, String reason, long at, Output output) {
        output.gap(key, gaps.encode(Records.gap(key, "", "", "", reason, at)));
        Finding.Rescan all = new Finding.Rescan("", true, "traffic record unreadable: " + reason);
        output.rescan("", rescans.encode(Records.rescan(all, key, 0, at)));
    }

    /** A rescan for a mutation that a proxy could not record, and another one when it has settled for sure. */
    void repairEscaped(byte[] record, Output output) {
        Gap gap = gaps.decode(record);
        if (gap.getProxy().isEmpty()) {
            // found by this topology, which asked for the rescan as well
            return;
        }
        String[] words = gap.getRequestLine().split(" ", 2);
        Action action = Action.of(RequestLine.of(words[0], words[1]));
        // the items of a bulk request may name any collection
        String expression = action instanceof Action.Document document ? document.index() : "";
        Optional<String> task = action instanceof Action.ByQuery ? Finding.Rescan.SOME_TASK : Optional.empty();
        Finding.Rescan rescan = new Finding.Rescan(expression, true, true, "escaped: " + gap.getRequestLine(), task);
        long settled = gap.getTo() + times.outcomeSettle().toMillis();
        output.escaped(expression, rescans.encode(Records.rescan(rescan, gap.getId(), 0, gap.getFrom())));
        output.escaped(expression, rescans.encode(Records.rescan(rescan, gap.getId(), settled, gap.getFrom())));
    }

    /** A rescan of everything for a gap that cannot be read. */
    void repairAfterUnreadableGap(String key, String reason, long at, Output output) {
        Finding.Rescan all = new Finding.Rescan("", true, "gap unreadable: " + reason);
        output.escaped("", rescans.encode(Records.rescan(all, key, 0, at)));
    }

    private void emit(String id, Finding finding, Assembly assembly, Exchange exchange, Output output) {
        long at = assembly.at();
        switch (finding) {
            case Finding.Put put ->
                trusted(put.record(), at)
                        .ifPresentOrElse(
                                known -> output.edit(
                                        put.record(),
                                        changes.encode(Records.put(put, known.generation(), assembly.epoch(), at))),
                                () -> project(put.record(), Reason.NEW_GENERATION, id, 0, at, output));
            case Finding.Remove remove ->
                trusted(remove.record(), at)
                        .ifPresentOrElse(
                                known -> output.edit(
                                        remove.record(),
                                        changes.encode(
                                                Records.remove(remove, known.generation(), assembly.epoch(), at))),
                                () -> project(remove.record(), Reason.NEW_GENERATION, id, 0, at, output));
            case Finding.Project(RecordKey record, Reason reason) -> project(record, reason, id, 0, at, output);
            case Finding.Rescan rescan ->
                output.rescan(rescan.expression(), rescans.encode(Records.rescan(rescan, id, 0, at)));
            case Finding.Gap(String collection, String reason) ->
                output.gap(id, gaps.encode(Records.gap(id, "", exchange.line(), collection, reason, at)));
        }
    }

    /** An item of a bulk request may be executed still, though the request was answered. */
    private static boolean isOpen(Finding finding) {
        return finding instanceof Finding.Project project && project.reason() == Reason.UNKNOWN_OUTCOME;
    }

    /** The side may still have been executing it when it was read the first time. */
    private void emitLater(String id, Finding finding, Assembly assembly, Output output) {
        long later = System.currentTimeMillis() + times.outcomeSettle().toMillis();
        switch (finding) {
            case Finding.Project(RecordKey record, Reason reason) ->
                project(record, reason, id, later, assembly.at(), output);
            case Finding.Rescan rescan ->
                output.rescan(rescan.expression(), rescans.encode(Records.rescan(rescan, id, later, assembly.at())));
            case Finding.Put _, Finding.Remove _, Finding.Gap _ -> {
                // known, or nothing to read
            }
        }
    }

    private void project(RecordKey record, Reason reason, String id, long notBefore, long at, Output output) {
        output.candidate(record, candidates.encode(Records.candidate(record, reason, id, notBefore, at)));
    }

    /** The collection, if its generation is known for so long that the write must belong to it. */
    private Optional<Known> trusted(RecordKey record, long at) {
        return collections
                .get(record.collection())
                .filter(known -> at - known.since() > times.generationSettle().toMillis());
    }
}
