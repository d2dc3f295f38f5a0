package io.godwit.projector.traffic;

import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponseHead;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Traffic;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the parts of one exchange together, whatever their order and however often each came. Not thread-safe. */
final class Assembly {
    private final TreeMap<Integer, ByteBuffer> request = new TreeMap<>();
    private final TreeMap<Integer, ByteBuffer> response = new TreeMap<>();
    private int requestParts = -1;
    private int responseParts = -1;
    private @Nullable RequestHead requestHead;
    private @Nullable ResponseHead responseHead;
    private long at;
    private int epoch;

    void add(Traffic traffic) {
        switch (traffic.getEvent()) {
            case RequestHead head -> {
                requestHead = head;
                at = traffic.getAt();
                epoch = traffic.getEpoch();
            }
            case RequestPart part -> {
                request.put(part.getIndex(), part.getBody());
                requestParts = part.getLast() ? part.getIndex() + 1 : requestParts;
            }
            case ResponseHead head -> responseHead = head;
            case ResponsePart part -> {
                response.put(part.getIndex(), part.getBody());
                responseParts = part.getLast() ? part.getIndex() + 1 : responseParts;
            }
            default -> {
                // the others are no parts
            }
        }
    }

    /** When the request was captured, by the proxy's clock. */
    long at() {
        return at;
    }

    int epoch() {
        return epoch;
    }

    /** Method, path and query; empty as long as the request's head is missing. */
    String line() {
        return requestHead == null ? "" : requestHead.getMethod() + " " + requestHead.getUri();
    }

    /** The request is whole: without that, the side cannot have executed it. */
    boolean requestWhole() {
        return requestHead != null && requestParts >= 0 && request.size() == requestParts;
    }

    boolean whole() {
        return requestWhole() && responseHead != null && responseParts >= 0 && response.size() == responseParts;
    }

    /** The exchange with its bodies decoded; its answer only if it is whole. */
    Exchange exchange() {
        RequestHead head = requestHead;
        if (head == null) {
            throw new IllegalStateException("exchange has no request head");
        }
        Optional<Exchange.Answer> answer = Optional.ofNullable(responseHead)
                .filter(_ -> whole())
                .map(known -> new Exchange.Answer(
                        known.getStatus(), known.getHeaders(), Bodies.decoded(join(response), known.getHeaders())));
        return new Exchange(
                head.getMethod(),
                head.getUri(),
                head.getHeaders(),
                Bodies.decoded(join(request), head.getHeaders()),
                answer,
                at);
    }

    private static byte[] join(TreeMap<Integer, ByteBuffer> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (ByteBuffer part : parts.values()) {
            byte[] bytes = new byte[part.remaining()];
            part.duplicate().get(bytes);
            whole.writeBytes(bytes);
        }
        return whole.toByteArray();
    }
}
