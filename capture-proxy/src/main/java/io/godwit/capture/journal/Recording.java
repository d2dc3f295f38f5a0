package io.godwit.capture.journal;

import io.godwit.capture.route.Route;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponseHead;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Unknown;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The record of one exchange:
 *
 * <pre>
 *   RequestHead RequestPart+   ResponseHead ResponsePart+      answered
 *                              Unknown                         may have been executed
 *                              NotSent                         was certainly not executed
 * </pre>
 *
 * <p>Nothing is written before the first part of the request is full or the request is whole, so what breaks early leaves
 * no trace. Every body ends with a part marked last, an empty body with one empty part. Whatever the outcome, it is
 * offered to Kafka until Kafka takes it: an answer that cannot be written whole is followed by {@code Unknown}.
 *
 * <p>Used by one thread; the futures complete on any.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each future is looked at by its own callback
public final class Recording {
    private final TrafficJournal journal;
    private final Route route;
    private final String exchange;
    private final RequestHead head;
    private final PartBuffer request;
    private final PartBuffer answer;
    private final Acknowledgements intent = new Acknowledgements();
    private final Acknowledgements outcome = new Acknowledgements();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private @Nullable Outgoing headRecord;

    Recording(TrafficJournal journal, Route route, String exchange, RequestHead head) {
        this.journal = journal;
        this.route = route;
        this.exchange = exchange;
        this.head = head;
        this.request = new PartBuffer(journal.budget(), this::requestPart);
        this.answer = new PartBuffer(
                journal.budget(), (index, last, body) -> outcomePart(new ResponsePart(index, last, body), body));
    }

    /** Bytes of the request's body; copied. */
    public void requestPiece(ByteBuf piece) {
        request.append(piece);
    }

    /** The request is whole. */
    public void requestEnd() {
        request.end();
        intent.close();
    }

    /** Complete when the whole request is durable; failed as soon as that is known to be impossible. */
    public CompletableFuture<Void> intent() {
        return intent.all();
    }

    /** The source answers. */
    public void answer(int status, Map<String, String> headers) {
        outcome.add(journal.publish(this, new ResponseHead(status, headers), 0).acknowledged());
    }

    /** Bytes of the answer's body; copied. */
    public void answerPiece(ByteBuf piece) {
        answer.append(piece);
    }

    /** The answer is whole. */
    public void answerEnd() {
        answer.end();
        outcome.close();
        outcome.all().whenComplete((done, failure) -> {
            if (failure == null) {
                settled.complete(null);
            } else {
                journal.settle(this, new Unknown("the answer could not be recorded: " + failure.getMessage()));
            }
        });
    }

    /** The source may or may not have executed the request. */
    public void unknown(String reason) {
        endWith(new Unknown(reason));
    }

    /** The source certainly did not get the whole request. */
    public void notSent(String reason) {
        endWith(new NotSent(reason));
    }

    /** Complete when Kafka has the outcome, or needs none because it never got the request. */
    public CompletableFuture<Void> settled() {
        return settled;
    }

    /** Whether more may be read for this exchange without filling memory. */
    public boolean hasRoom() {
        return journal.budget().hasRoom();
    }

    /** Calls back once when {@link #hasRoom} turns true, from any thread. */
    public void whenRoom(Runnable callback) {
        journal.budget().whenRoom(callback);
    }

    String exchange() {
        return exchange;
    }

    Route route() {
        return route;
    }

    private void requestPart(int index, boolean last, ByteBuffer body) {
        if (headRecord == null) {
            headRecord = journal.publish(this, head, 0);
            intent.add(headRecord.acknowledged());
        }
        intent.add(journal.publish(this, new RequestPart(index, last, body), body.remaining())
                .acknowledged());
    }

    private void outcomePart(ResponsePart part, ByteBuffer body) {
        outcome.add(journal.publish(this, part, body.remaining()).acknowledged());
    }

    /** Of a request that Kafka never gets there is nothing to say. */
    private void endWith(Object event) {
        request.discard();
        answer.discard();
        if (headRecord == null || headRecord.neverSent()) {
            settled.complete(null);
        } else {
            journal.settle(this, event);
        }
    }
}
