package io.godwit.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private final WireFormat<Change> format = Wire.embedded().format("m.edits", Change.class);

    @Test
    void shouldReadWhatItWrote() {
        Change change = change("42", "{\"a\":1}");

        assertThat(format.decode(format.encode(change))).isEqualTo(change);
    }

    @Test
    void shouldFrameWithMagicByteAndId() {
        byte[] bytes = format.encode(change("42", "{}"));

        assertThat(ByteBuffer.wrap(bytes).get()).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(format.id());
    }

    @Test
    void shouldNameTheMagicByteThatIsWrong() {
        byte[] bytes = format.encode(change("42", "{}"));
        bytes[0] = 0x7b;

        assertThatThrownBy(() -> format.decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("0x7b");
    }

    @Test
    void shouldRefuseAValueOfAnotherType() {
        byte[] gap = Wire.embedded()
                .format("m.gaps", Gap.class)
                .encode(new Gap("g", "p", "PUT /a/_doc/1", "a", "reason", 1L, 2L));

        assertThatThrownBy(() -> format.decode(gap))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("Gap");
    }

    static Change change(String id, String body) {
        return new Change(
                "products",
                "uuid",
                id,
                null,
                4711L,
                Op.PUT,
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                Origin.CAPTURE,
                1_700_000_000_000L);
    }
}
