package io.godwit.projector.traffic;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Says what an exchange had to do with the wanted records: what {@link Interpreter} finds, and what had no effect. */
final class Touches {
    private static final int BODY_BYTES = 2_000;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int FAILED = 500;

    private final Wanted wanted;
    private final Mention mention;
    private final Interpreter interpreter;
    private final Unaffected unaffected;

    /** An exchange under its epoch. */
    private record Asked(Exchange exchange, Action action, int epoch) {}

    Touches(Wanted wanted, KnownCollections collections) {
        this.wanted = wanted;
        this.mention = new Mention(wanted.id());
        this.interpreter = new Interpreter(collections);
        this.unaffected = new Unaffected(wanted);
    }

    static Touch may(String detail) {
        return new Touch(Touch.Kind.MAY, Optional.empty(), "", Optional.empty(), detail, Optional.empty());
    }

    List<Touch> of(Exchange exchange, int epoch) {
        Action action = Action.of(RequestLine.of(exchange.method(), exchange.uri()));
        if (namesOthers(exchange, action)) {
            return List.of();
        }
        List<Touch> touches = new ArrayList<>();
        try {
            touches.addAll(found(interpreter.interpret(exchange), new Asked(exchange, action, epoch)));
        } catch (RuntimeException e) {
            touches.add(may("cannot be interpreted: " + e.getMessage()));
        }
        touches.addAll(unaffected.by(exchange, true));
        return touches;
    }

    /** Of most traffic this is all that is asked. What failed at the side may concern records that nothing names. */
    private boolean namesOthers(Exchange exchange, Action action) {
        boolean namesRecords = action instanceof Action.Document || action instanceof Action.Bulk;
        int status = exchange.answer().map(Exchange.Answer::status).orElse(FAILED);
        return namesRecords && status < FAILED && status != REQUEST_TIMEOUT && !mention.mayBeIn(exchange);
    }

    /** Of a request that never reached the side. */
    List<Touch> ofUnsent(Exchange exchange) {
        return mention.mayBeIn(exchange) ? unaffected.by(exchange, false) : List.of();
    }

    private List<Touch> found(List<Finding> findings, Asked asked) {
        Deque<WriteAnswer> answers = done(asked);
        if (findings.stream().filter(this::isDone).count() != answers.size()) {
            answers.clear(); // nobody knows which answer is whose
        }
        List<Touch> touches = new ArrayList<>();
        boolean may = false;
        for (Finding finding : findings) {
            if (finding instanceof Finding.Rescan rescan) {
                if (!may && wanted.mayBeIn(rescan.expression())) {
                    touches.add(collection(asked.action(), rescan));
                    may = true;
                }
            } else {
                Optional<WriteAnswer> answer = isDone(finding) ? Optional.ofNullable(answers.poll()) : Optional.empty();
                record(finding, answer, asked).ifPresent(touches::add);
            }
        }
        return touches;
    }

    private Optional<Touch> record(Finding finding, Optional<WriteAnswer> answer, Asked asked) {
        Optional<Revision> revision = answer.map(told -> Revision.of(asked.epoch(), told.primaryTerm(), told.seqNo()));
        return switch (finding) {
            case Finding.Put put
            when wanted.is(put.record()) ->
                Optional.of(touch(
                        Touch.Kind.WROTE,
                        put.record(),
                        Optional.of(Revision.of(asked.epoch(), put.primaryTerm(), put.seqNo())),
                        Optional.of(text(put.body()))));
            case Finding.Remove remove
            when wanted.is(remove.record()) ->
                Optional.of(touch(
                        Touch.Kind.REMOVED,
                        remove.record(),
                        Optional.of(Revision.of(asked.epoch(), remove.primaryTerm(), remove.seqNo())),
                        Optional.empty()));
            case Finding.Project project
            when wanted.is(project.record()) ->
                Optional.of(touch(
                        project.reason() == Reason.UNKNOWN_OUTCOME ? Touch.Kind.UNKNOWN : Touch.Kind.CHANGED,
                        project.record(),
                        revision,
                        asked.action() instanceof Action.Document
                                ? Optional.of(
                                        text(ByteBuffer.wrap(asked.exchange().body())))
                                : Optional.empty()));
            default -> Optional.empty();
        };
    }

    private static Touch touch(Touch.Kind kind, RecordKey record, Optional<Revision> revision, Optional<String> body) {
        return new Touch(kind, Optional.of(record), "", revision, "", body.filter(text -> !text.isEmpty()));
    }

    private static Touch collection(Action action, Finding.Rescan rescan) {
        Touch.Kind kind = action instanceof Action.Administration ? Touch.Kind.DEFINED : Touch.Kind.MAY;
        String detail = rescan.removals() ? "may have removed it" : "";
        return new Touch(kind, Optional.empty(), rescan.expression(), Optional.empty(), detail, Optional.empty());
    }

    private boolean isDone(Finding finding) {
        return switch (finding) {
            case Finding.Put put -> wanted.is(put.record());
            case Finding.Remove remove -> wanted.is(remove.record());
            case Finding.Project(RecordKey record, Reason reason) ->
                wanted.is(record) && reason != Reason.UNKNOWN_OUTCOME;
            case Finding.Rescan _, Finding.Gap _ -> false;
        };
    }

    /** What the answer tells of operations on wanted records that were done, in their order. */
    private Deque<WriteAnswer> done(Asked asked) {
        Deque<WriteAnswer> done = new ArrayDeque<>();
        Unaffected.answers(asked.exchange(), asked.action()).stream()
                .filter(answer -> answer.sequenced() && answer.status() < 300)
                .filter(answer -> wanted.is(answer.index(), answer.id()) && !Unaffected.hadNoEffect(answer))
                .forEach(done::add);
        return done;
    }

    private static String text(ByteBuffer body) {
        byte[] start = new byte[Math.min(BODY_BYTES, body.remaining())];
        body.duplicate().get(start);
        return new String(start, StandardCharsets.UTF_8).strip();
    }
}
