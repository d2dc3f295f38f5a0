package io.godwit.capture.http;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a side and its answer on the way back. Everything happens on the client connection's event
 * loop.
 *
 * <pre>
 *   SENDING --last piece written--> SENT --answer whole--> ENDED
 *      |                              '---side lost------> ENDED (unknown)
 *      '--client gone, record refused, side lost or answering too early--> ENDED (not sent)
 * </pre>
 *
 * <p>Pieces go out as they come, except the last one, which waits for the record. What is written before it is no whole
 * request: a side that executes whole requests only (others are refused before a migration begins) has executed nothing
 * until then, and closing its connection makes sure that it never will.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each future is looked at by its own callback
final class Exchange implements UpstreamConnection.Listener, UpstreamPool.Requester {
    private enum Phase {
        SENDING,
        SENT,
        ENDED
    }

    private final ClientSide client;
    private final EventLoop loop;
    private final UpstreamPool pool;
    private final RequestPlan plan;
    private final ExchangeRecord record;
    private final Duration answerWithin;
    private final Outbox outbox;
    private final Room room;

    private Phase phase = Phase.SENDING;
    private @Nullable UpstreamConnection upstream;
    private boolean pooled;
    private boolean reconnected;
    private boolean requestWhole;
    private boolean maySend;
    private boolean interim;
    private @Nullable HttpResponse answer;
    /** The answer began before the request was whole. */
    private boolean early;

    Exchange(ClientSide client, UpstreamPool pool, RequestPlan plan, ExchangeRecord record, Duration answerWithin) {
        this.client = client;
        this.loop = client.loop();
        this.pool = pool;
        this.plan = plan;
        this.record = record;
        this.answerWithin = answerWithin;
        this.outbox = new Outbox(plan.head(), new Replay(record instanceof NoRecord));
        this.room = new Room(record, loop, this::roomAgain);
    }

    void start() {
        CompletableFuture<Void> permission = record.maySend();
        if (permission.isDone() && !permission.isCompletedExceptionally()) {
            maySend = true;
        } else {
            permission.whenComplete((done, failure) -> loop.execute(() -> decided(failure == null)));
        }
        pool.acquire(plan.side(), false, this);
    }

    /** Whether the client's next piece can be taken. */
    boolean wantsPiece() {
        if (phase != Phase.SENDING || requestWhole || !outbox.isEmpty()) {
            return false;
        }
        return room.there() && (upstream == null || upstream.writable());
    }

    /** Takes over a piece of the request's body; after the end of the exchange it is thrown away. */
    void requestPiece(HttpContent piece) {
        if (phase != Phase.SENDING) {
            piece.release();
            return;
        }
        record.requestPiece(piece.content());
        outbox.add(piece);
        if (piece instanceof LastHttpContent) {
            requestWhole = true;
            record.requestEnd();
        }
        send();
    }

    /** The client is gone, or what it sends is no request. A whole request goes on without it. */
    void clientGone(String reason) {
        switch (phase) {
            case SENDING -> end(reason);
            case SENT -> readAnswer();
            case ENDED -> {}
        }
    }

    /** Clients are to be held: whoever is still sending must not make all others wait. */
    void giveWay() {
        if (phase == Phase.SENDING && !requestWhole && answer == null) {
            end("clients were held before the request was whole");
            client.failed(Refusal.held());
        }
    }

    /** The client takes more of the answer. */
    void readAnswer() {
        if (upstream != null && answer != null) {
            upstream.reading(client.writable() && room.there());
        }
    }

    private void decided(boolean durable) {
        if (phase != Phase.SENDING) {
            return;
        }
        if (durable) {
            maySend = true;
            send();
        } else {
            end("the request could not be recorded");
            client.failed(Refusal.notRecorded());
        }
    }

    @Override
    public void connected(UpstreamConnection connection) {
        if (phase != Phase.SENDING) {
            pool.release(connection);
            return;
        }
        upstream = connection;
        pooled = connection.reused();
        connection.serve(this);
        send();
        client.readOn();
    }

    @Override
    public void notConnected(String reason) {
        fail(reason);
    }

    @Override
    public void writable() {
        client.readOn();
    }

    private void send() {
        UpstreamConnection to = upstream;
        if (to == null || phase != Phase.SENDING) {
            return;
        }
        while (outbox.mayWrite(maySend)) {
            writeNext(to);
        }
        if (outbox.begun()) {
            to.flush();
        }
        if (phase == Phase.SENT) {
            record.written();
        }
    }

    private void writeNext(UpstreamConnection to) {
        HttpContent piece = outbox.next(to);
        if (piece instanceof LastHttpContent) {
            phase = Phase.SENT;
            record.sent();
            to.expectAnswer(answerWithin);
        }
        to.write(piece);
    }

    @Override
    public void answerHead(HttpResponse head) {
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (interim) {
            client.interim(head);
            return;
        }
        answer = head;
        early = phase == Phase.SENDING;
        outbox.forgetWritten();
        if (!early) {
            record.answer(head.status().code(), head.headers());
        }
        client.answerHead(head, early);
    }

    @Override
    public void answerPiece(HttpContent piece) {
        if (!early) {
            record.answerPiece(piece.content());
        }
        client.answerPiece(piece);
        readAnswer();
    }

    @Override
    public void answerEnd(LastHttpContent last) {
        HttpResponse head = answer;
        if (interim || head == null) {
            interim = false;
            last.release();
            return;
        }
        leaveUpstream(head);
        if (early) {
            end("the side answered " + head.status().code() + " before the request was whole")
                    .whenComplete((done, failure) -> onLoop(() -> client.answerEnd(last)));
        } else {
            record.answerPiece(last.content());
            phase = Phase.ENDED;
            if (plan.delimits(head)) {
                record.answerEnd().whenComplete((done, failure) -> onLoop(() -> client.answerEnd(last)));
            } else {
                record.unknown("the answer had no length, so nobody knows whether it was whole");
                client.answerEnd(last);
            }
        }
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private void leaveUpstream(HttpResponse head) {
        UpstreamConnection from = upstream;
        upstream = null;
        if (from == null) {
            return;
        }
        if (!early && HttpUtil.isKeepAlive(head) && plan.delimits(head)) {
            pool.release(from);
        } else {
            from.close();
        }
    }

    @Override
    public void lost(String reason) {
        upstream = null;
        boolean stale = !outbox.begun() || (pooled && outbox.repeatable());
        if (phase == Phase.ENDED || reconnected || !stale || answer != null) {
            fail(reason);
            return;
        }
        reconnected = true;
        phase = Phase.SENDING;
        outbox.beginAgain();
        pool.acquire(plan.side(), true, this);
    }

    private void fail(String reason) {
        if (phase == Phase.ENDED) {
            return;
        }
        end(reason);
        client.failed(Refusal.badGateway(reason));
    }

    /** Unknown once the whole request was written, not executed before, unless the side says that it has been. */
    private CompletableFuture<Void> end(String reason) {
        boolean sent = phase == Phase.SENT;
        phase = Phase.ENDED;
        if (upstream != null) {
            upstream.close();
            upstream = null;
        }
        outbox.clear();
        if (sent) {
            record.unknown(reason);
        } else if (answer != null && answer.status().code() < 400) {
            return record.acceptedEarly(reason);
        } else {
            record.notSent(reason);
        }
        return NoRecord.AT_ONCE;
    }

    private void roomAgain() {
        client.readOn();
        readAnswer();
    }
}
