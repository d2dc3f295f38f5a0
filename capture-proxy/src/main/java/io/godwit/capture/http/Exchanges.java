package io.godwit.capture.http;

import io.godwit.capture.http.Exchanges.Start.Begun;
import io.godwit.capture.http.Exchanges.Start.Parked;
import io.godwit.capture.http.Exchanges.Start.Refused;
import io.godwit.capture.journal.GapJournal;
import io.godwit.capture.journal.TrafficJournal;
import io.godwit.capture.request.RequestClassifier;
import io.godwit.capture.request.RequestKind;
import io.godwit.capture.route.Admission;
import io.godwit.capture.route.Admission.Admitted;
import io.godwit.capture.route.Gate;
import io.godwit.capture.route.Ticket;
import io.godwit.schemas.Side;
import io.netty.handler.codec.http.HttpRequest;

/** Decides what becomes of a request: where it goes, whether it is recorded, whether it waits. Thread-safe. */
final class Exchanges {
    private final Sides sides;
    private final Gate gate;
    private final TrafficJournal journal;
    private final GapJournal gaps;
    private final HttpTimeouts timeouts;
    private final Counters counters = new Counters();

    /** What became of it. */
    sealed interface Start {
        record Begun(Exchange exchange) implements Start {}

        /** It is held; {@code resume} will be called, then it must be begun anew. */
        record Parked() implements Start {}

        record Refused(Refusal refusal) implements Start {}
    }

    Exchanges(Sides sides, Gate gate, TrafficJournal journal, GapJournal gaps, HttpTimeouts timeouts) {
        this.sides = sides;
        this.gate = gate;
        this.journal = journal;
        this.gaps = gaps;
        this.timeouts = timeouts;
    }

    Counters counters() {
        return counters;
    }

    /** On the client's event loop. A begun exchange has not been started. */
    Start begin(HttpRequest request, ClientSide client, UpstreamPool pool, Runnable resume) {
        RequestPlan plan = plan(request, gate.route().side());
        if (RequestClassifier.classify(plan.method(), plan.uri(), plan.side().typeless()) == RequestKind.READ) {
            return new Begun(new Exchange(client, pool, plan, new NoRecord(counters), timeouts.answer()));
        }
        return switch (gate.admit(plan.line(), resume::run)) {
            case Admission.Parked _ -> new Parked();
            case Admission.Refused _ -> new Refused(Refusal.sealed());
            case Admitted(Ticket ticket) ->
                // the route may have changed since the request was looked at: the ticket's counts
                admitted(client, pool, plan(request, ticket.route().side()), ticket, request);
        };
    }

    private Start admitted(ClientSide client, UpstreamPool pool, RequestPlan plan, Ticket ticket, HttpRequest request) {
        if (!ticket.captured()) {
            return begun(client, pool, plan, new PassedRecord(ticket, gate, gaps, counters), ticket);
        }
        if (!journal.accepting()) {
            gate.settled(ticket);
            return new Refused(Refusal.notRecorded());
        }
        var recording = journal.begin(ticket.route(), plan.method(), plan.uri(), Headers.recorded(request.headers()));
        return begun(client, pool, plan, new CapturedRecord(recording, ticket, gate, gaps, counters), ticket);
    }

    private Start begun(ClientSide client, UpstreamPool pool, RequestPlan plan, ExchangeRecord record, Ticket ticket) {
        Exchange exchange = new Exchange(client, pool, plan, record, timeouts.answer());
        ticket.onGiveWay(() -> client.loop().execute(exchange::giveWay));
        return new Begun(exchange);
    }

    private RequestPlan plan(HttpRequest request, Side side) {
        return RequestPlan.of(request, sides.of(side), sides.rewriteTypedPaths());
    }
}
