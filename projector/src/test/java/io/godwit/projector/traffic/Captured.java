package io.godwit.projector.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponseHead;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Traffic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parts of exchanges as a proxy writes them. */
final class Captured {
    static final int EPOCH = 3;
    private static final long AT = 1_700_000_000_000L;
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    private Captured() {}

    static Traffic part(String exchange, Object event) {
        return Traffic.newBuilder()
                .setExchange(exchange)
                .setProxy("proxy")
                .setIncarnation(1)
                .setEpoch(EPOCH)
                .setAt(AT)
                .setEvent(event)
                .build();
    }

    static List<Traffic> inEpoch(int epoch, List<Traffic> parts) {
        return parts.stream()
                .map(part -> Traffic.newBuilder(part).setEpoch(epoch).build())
                .toList();
    }

    static List<Traffic> at(long at, List<Traffic> parts) {
        return parts.stream()
                .map(part -> Traffic.newBuilder(part).setAt(at).build())
                .toList();
    }

    static List<Traffic> request(String exchange, String method, String uri, String... bodies) {
        List<Traffic> parts = new ArrayList<>();
        parts.add(part(exchange, new RequestHead(method, uri, JSON)));
        for (int i = 0; i < bodies.length; i++) {
            parts.add(part(exchange, new RequestPart(i, i == bodies.length - 1, bytes(bodies[i]))));
        }
        return parts;
    }

    static List<Traffic> response(String exchange, int status, String... bodies) {
        List<Traffic> parts = new ArrayList<>();
        parts.add(part(exchange, new ResponseHead(status, JSON)));
        for (int i = 0; i < bodies.length; i++) {
            parts.add(part(exchange, new ResponsePart(i, i == bodies.length - 1, bytes(bodies[i]))));
        }
        return parts;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
