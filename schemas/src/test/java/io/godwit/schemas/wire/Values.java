package io.godwit.schemas.wire;

import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Command;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Event;
import io.godwit.schemas.avro.EventKind;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Kind;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.avro.ResponseHead;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Slice;
import io.godwit.schemas.avro.Status;
import io.godwit.schemas.avro.Tombstone;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Random values of every type that travels on a topic. */
public final class Values {
    private final Random random;

    public Values(Random random) {
        this.random = random;
    }

    /** One of each type, and of each event of the traffic. */
    public List<SpecificRecord> oneOfEach() {
        return List.of(
                change(),
                new Candidate(text(), text(), textOrNull(), any(Reason.values()), textOrNull(), number(), number()),
                new Command(text(), text(), map(), text(), number()),
                new Definition(
                        any(Kind.values()), text(), random.nextBoolean(), text(), texts(), text(), text(), number()),
                new Event(text(), any(EventKind.values()), textOrNull(), text(), text(), number()),
                new Gap(text(), text(), text(), text(), text(), number(), number()),
                new Rescan(
                        text(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        text(),
                        textOrNull(),
                        number(),
                        number(),
                        textOrNull()),
                new Slice(text(), text(), random.nextInt(), number(), number(), number(), number()),
                new Status(text(), number()),
                new Tombstone(text(), text(), text(), textOrNull(), number(), number()),
                traffic(new RequestHead(text(), text(), map())),
                traffic(new RequestPart(random.nextInt(), random.nextBoolean(), bytes())),
                traffic(new ResponseHead(random.nextInt(600), map())),
                traffic(new ResponsePart(random.nextInt(), random.nextBoolean(), bytes())),
                traffic(new Unknown(text())),
                traffic(new NotSent(text())),
                traffic(new Barrier(text())));
    }

    public Change change() {
        Op op = any(Op.values());
        return new Change(
                text(),
                text(),
                text(),
                textOrNull(),
                number(),
                op,
                op == Op.PUT ? bytes() : null,
                any(Origin.values()),
                number());
    }

    private Traffic traffic(Object event) {
        return new Traffic(text(), text(), number(), random.nextInt(), number(), event);
    }

    private String text() {
        return random.ints(random.nextInt(20), ' ', 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private @Nullable String textOrNull() {
        return random.nextBoolean() ? null : text();
    }

    private List<String> texts() {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> text()).toList();
    }

    private Map<String, String> map() {
        Map<String, String> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(), text());
        }
        return map;
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(100)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private <E> E any(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
