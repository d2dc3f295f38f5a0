package io.godwit.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.flow.Lane;
import io.godwit.flow.RecordOrigin;
import io.godwit.flow.TopicScan.Found;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecoderTest {
    private final FactCollection facts = new FactCollection(10);
    private final Decoder<Integer> decoder =
            new Decoder<>((_, value) -> Integer.valueOf(new String(value, StandardCharsets.UTF_8)), facts);

    @Test
    void shouldCountWhatCannotBeReadAndGoOn() {
        List<Integer> read = new ArrayList<>();

        decoder.read(found("1"), read::add);
        decoder.read(found("two"), read::add);
        decoder.read(found("3"), read::add);

        assertThat(read).containsExactly(1, 3);
        assertThat(facts.unreadable()).isEqualTo(1);
    }

    @Test
    void shouldNotTakeAMistakeOfOursForAnUnreadableRecord() {
        assertThatThrownBy(() -> decoder.read(found("1"), _ -> {
                    throw new IllegalStateException("a mistake");
                }))
                .hasMessage("a mistake");
        assertThat(facts.unreadable()).isZero();
    }

    private static Found found(String value) {
        RecordOrigin origin =
                new RecordOrigin(new Lane("godwit.edits", 0), 3, 7, Instant.EPOCH, new byte[0], List.of());
        return new Found(origin, value.getBytes(StandardCharsets.UTF_8));
    }
}
