package io.godwit.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.schemas.Property;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class ArrayDecoderTest {
    private final ArrayDecoder decoder = new ArrayDecoder();

    /** Avro's own encoder is the oracle. */
    @Test
    void shouldReadWhatAvroWrote() {
        Property.holds(500, random -> {
            List<Object> values = anyValues(random);

            decoder.start(written(values), 0);

            assertThat(values).allSatisfy(value -> assertThat(read(value)).isEqualTo(value));
            assertThat(decoder.left()).isZero();
        });
    }

    @Test
    void shouldReadTheLargestAndSmallestNumbers() throws IOException {
        decoder.start(written(List.of(Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE)), 0);

        assertThat(decoder.readLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(decoder.readLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(decoder.readInt()).isEqualTo(Integer.MAX_VALUE);
        assertThat(decoder.readInt()).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void shouldNotBelieveALengthBeyondTheEnd() throws IOException {
        byte[] bytes = written(List.of((long) Integer.MAX_VALUE - 8));

        decoder.start(bytes, 0);
        assertThatThrownBy(() -> decoder.readBytes(null)).isInstanceOf(EOFException.class);
        decoder.start(bytes, 0);
        assertThatThrownBy(decoder::readString).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldNotBelieveACountBeyondTheEnd() throws IOException {
        byte[] bytes = written(List.of(1L << 28, "k", "v"));

        decoder.start(bytes, 0);
        assertThatThrownBy(decoder::readMapStart).isInstanceOf(EOFException.class);
        decoder.start(bytes, 0);
        assertThatThrownBy(decoder::readArrayStart).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldRefuseNegativeLengthsAndCountsThatCannotBeNegated() throws IOException {
        decoder.start(written(List.of(-1L)), 0);
        assertThatThrownBy(decoder::readString).isInstanceOf(EOFException.class);
        decoder.start(written(List.of(Long.MIN_VALUE, 0L)), 0);
        assertThatThrownBy(decoder::readMapStart).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldRefuseANumberThatDoesNotEnd() {
        byte[] endless = new byte[20];
        java.util.Arrays.fill(endless, (byte) 0xff);

        decoder.start(endless, 0);

        assertThatThrownBy(decoder::readLong).isInstanceOf(AvroRuntimeException.class);
    }

    @Test
    void shouldReadAndSkipBlocksThatTellTheirSize() throws IOException {
        byte[] block = written(List.of(-2L, 4L, "a", "b", 0L, true));

        decoder.start(block, 0);
        assertThat(decoder.readArrayStart()).isEqualTo(2);
        assertThat(decoder.readString()).isEqualTo("a");
        assertThat(decoder.readString()).isEqualTo("b");
        assertThat(decoder.arrayNext()).isZero();
        assertThat(decoder.readBoolean()).isTrue();

        decoder.start(block, 0);
        assertThat(decoder.skipArray()).isZero();
        assertThat(decoder.readBoolean()).isTrue();
    }

    private Object read(Object like) {
        try {
            return switch (like) {
                case Long l -> decoder.readLong();
                case Integer i -> decoder.readInt();
                case Boolean b -> decoder.readBoolean();
                case Float f -> decoder.readFloat();
                case Double d -> decoder.readDouble();
                case String s -> decoder.readString();
                case ByteBuffer b -> decoder.readBytes(null);
                default -> throw new AssertionError(like);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] written(List<Object> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            for (Object value : values) {
                write(encoder, value);
            }
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(BinaryEncoder encoder, Object value) throws IOException {
        switch (value) {
            case Long l -> encoder.writeLong(l);
            case Integer i -> encoder.writeInt(i);
            case Boolean b -> encoder.writeBoolean(b);
            case Float f -> encoder.writeFloat(f);
            case Double d -> encoder.writeDouble(d);
            case String s -> encoder.writeString(s);
            case ByteBuffer b -> encoder.writeBytes(b);
            default -> throw new AssertionError(value);
        }
    }

    private static List<Object> anyValues(Random random) {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            values.add(
                    switch (random.nextInt(7)) {
                        case 0 -> random.nextLong() >> random.nextInt(64);
                        case 1 -> random.nextInt() >> random.nextInt(32);
                        case 2 -> random.nextBoolean();
                        case 3 -> random.nextFloat();
                        case 4 -> random.nextDouble();
                        case 5 -> "ä€😀x".repeat(random.nextInt(30));
                        default -> ByteBuffer.wrap(new byte[random.nextInt(3000)]);
                    });
        }
        return values;
    }
}
