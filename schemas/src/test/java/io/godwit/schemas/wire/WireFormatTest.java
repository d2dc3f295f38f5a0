package io.godwit.schemas.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.schemas.Property;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.Traffic;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private final WireFormat<Change> format = Wire.embedded().format("m.edits", Change.class);

    @Test
    void shouldReadWhatItWrote() {
        Property.holds(
                200,
                random -> assertThat(new Values(random).oneOfEach())
                        .allSatisfy(value -> assertThat(roundTrip(value)).isEqualTo(value)));
    }

    @Test
    void shouldFrameWithMagicByteAndId() {
        ByteBuffer bytes = ByteBuffer.wrap(format.encode(change("{}")));

        assertThat(bytes.get()).isZero();
        assertThat(bytes.getInt()).isEqualTo(format.id());
    }

    @Test
    void shouldNotConsumeTheBodyItWrites() {
        Change change = change("{\"a\":1}");

        byte[] once = format.encode(change);

        assertThat(format.encode(change)).isEqualTo(once);
    }

    @Test
    void shouldGiveOutArraysAndBodiesOfTheirOwn() {
        byte[] bytes = format.encode(change("{\"a\":1}"));
        Change read = format.decode(bytes);

        Arrays.fill(bytes, (byte) 0);
        format.encode(change("{\"b\":2}"));

        assertThat(read).isEqualTo(change("{\"a\":1}"));
    }

    @Test
    void shouldNameTheMagicByteThatIsWrong() {
        byte[] bytes = format.encode(change("{}"));
        bytes[0] = (byte) 0xfe;

        assertMalformed(bytes, "magic byte is 0xfe");
    }

    @Test
    void shouldNameTheSchemaIdNobodyKnows() {
        byte[] bytes = format.encode(change("{}"));
        ByteBuffer.wrap(bytes).putInt(1, 987_654);

        assertMalformed(bytes, "schema id 987654 is unknown");
    }

    @Test
    void shouldRefuseWhatIsTooShortForItsFrame() {
        assertMalformed(new byte[0], "0 bytes are too short");
        assertMalformed(new byte[] {0, 0, 0, 1}, "4 bytes are too short");
    }

    @Test
    void shouldRefuseAValueCutAnywhere() {
        byte[] whole = format.encode(change("{\"a\":1}"));

        assertThat(IntStream.range(0, whole.length))
                .allSatisfy(length -> assertMalformed(Arrays.copyOf(whole, length), "Change"));
    }

    @Test
    void shouldRefuseBytesAfterTheValue() {
        byte[] whole = format.encode(change("{}"));

        assertMalformed(Arrays.copyOf(whole, whole.length + 3), "3 bytes are left over");
    }

    @Test
    void shouldRefuseAValueOfAnotherType() {
        byte[] gap = Wire.embedded()
                .format("m.gaps", Gap.class)
                .encode(new Gap("g", "p", "PUT /a/_doc/1", "a", "reason", 1L, 2L));

        assertMalformed(gap, "Gap");
    }

    @Test
    void shouldNotShowTheBodyInItsMessage() {
        byte[] whole = format.encode(change("{\"password\":\"hunter2\"}"));

        assertThatThrownBy(() -> format.decode(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageNotContaining("hunter2");
    }

    /** A few wrong bytes must cost neither the thread nor the memory of the process. */
    @Test
    void shouldOnlyEverCallWrongBytesMalformed() {
        Property.holds(300, random -> {
            for (SpecificRecord value : new Values(random).oneOfEach()) {
                decodeBroken(value, random);
            }
        });
    }

    @Test
    void shouldNotSetMemoryAsideForAMapThatCannotBeThere() {
        WireFormat<Traffic> traffic = Wire.embedded().format("m.traffic", Traffic.class);
        byte[] bytes =
                traffic.encode(new Traffic("e", "p", 1L, 0, 1L, new RequestHead("PUT", "/a/_doc/1", Map.of("k", "v"))));
        ByteBuffer huge = ByteBuffer.allocate(bytes.length + 4);
        int count = bytes.length - 6; // the map's count, its one entry (2 + 2 bytes) and its end
        huge.put(bytes, 0, count).put(new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x02});
        huge.put(bytes, count + 1, 5);

        assertThatThrownBy(() -> traffic.decode(huge.array()))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("count is 268435456");
    }

    @Test
    void shouldRefuseToWriteAnIncompleteValue() {
        Change incomplete = change("{}");
        incomplete.put("id", null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.encode(incomplete))
                .withMessageContaining("Change for m.edits-value");
        assertThat(format.decode(format.encode(change("{}")))).isEqualTo(change("{}"));
    }

    @Test
    void shouldServeManyThreadsAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> tasks = IntStream.range(0, 400)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        Values values = new Values(new Random(i));
                        for (int j = 0; j < 50; j++) {
                            Change change = values.change();
                            assertThat(format.decode(format.encode(change))).isEqualTo(change);
                        }
                    }))
                    .toList();
            for (Future<?> task : tasks) {
                task.get();
            }
        }
    }

    private void decodeBroken(SpecificRecord value, Random random) {
        byte[] bytes = formatOf(value).encode(value);
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[WireFormat.HEADER_BYTES + random.nextInt(bytes.length - WireFormat.HEADER_BYTES)] =
                    (byte) random.nextInt();
        }
        try {
            assertThat(formatOf(value).decode(bytes)).isNotNull();
        } catch (MalformedRecordException e) {
            assertThat(e).hasMessageContaining(value.getSchema().getName());
        }
    }

    private void assertMalformed(byte[] bytes, String message) {
        assertThatThrownBy(() -> format.decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("m.edits-value");
    }

    private static SpecificRecord roundTrip(SpecificRecord value) {
        return formatOf(value).decode(formatOf(value).encode(value));
    }

    @SuppressWarnings("unchecked") // the class of a value is a Class of that value
    private static WireFormat<SpecificRecord> formatOf(SpecificRecord value) {
        return Wire.embedded().format("m.any", (Class<SpecificRecord>) value.getClass());
    }

    private static Change change(String body) {
        return new Change(
                "products",
                "uuid",
                "42",
                null,
                4711L,
                Op.PUT,
                ByteBuffer.wrap(body.getBytes(UTF_8)),
                Origin.CAPTURE,
                1_700_000_000_000L);
    }
}
