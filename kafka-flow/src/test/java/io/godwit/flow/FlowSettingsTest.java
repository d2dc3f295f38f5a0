package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.flow.FlowLimits.Load;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlowSettingsTest {
    private static final Lane EDITS = new Lane("m.edits", 0);
    private static final Lane BACKFILL = new Lane("m.backfill", 9);

    @Test
    void shouldPutTheHighestLaneFirst() {
        assertThat(FlowSettings.of("g", BACKFILL, EDITS).lanes()).containsExactly(EDITS, BACKFILL);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> FlowSettings.of("g")).hasMessageContaining("no lane");
        assertThatThrownBy(() -> FlowSettings.of("", EDITS)).hasMessageContaining("group id");
        assertThatThrownBy(() -> FlowSettings.of("g", EDITS, new Lane("other", 0)))
                .hasMessageContaining("unique");
        assertThatThrownBy(() -> FlowSettings.of("g", EDITS, new Lane("m.edits", 1)))
                .hasMessageContaining("unique");
        assertThatThrownBy(() -> FlowSettings.of("g", EDITS).withCommitInterval(Duration.ZERO))
                .hasMessageContaining("commit interval");
        assertThatThrownBy(() -> new FlowLimits(10, 10, 1)).hasMessageContaining("room of its own");
        assertThatThrownBy(() -> new FlowLimits(10, 5, 0)).hasMessageContaining("bytes");
        assertThatThrownBy(() -> new Lane("a", -1)).hasMessageContaining("negative");
        assertThatThrownBy(() -> new Lane("", 0)).hasMessageContaining("empty");
    }

    @Test
    void shouldAdmitAPollOnlyWhenAllOfItFits() {
        FlowLimits limits = new FlowLimits(100, 40, 1_000);

        assertThat(limits.lowerPoll()).isEqualTo(10);
        assertThat(limits.admitsLower(new Load(30, 30, 0, 0))).isTrue();
        assertThat(limits.admitsLower(new Load(31, 31, 0, 0))).isFalse();
        assertThat(limits.admitsLower(new Load(91, 0, 0, 0))).isFalse();
        assertThat(limits.highestPoll()).isEqualTo(15);
        assertThat(limits.admitsHighest(new Load(85, 40, 0, 0))).isTrue();
        assertThat(limits.admitsHighest(new Load(86, 40, 0, 0))).isFalse();
    }

    @Test
    void shouldLeaveTheHighestLaneHalfOfTheBytes() {
        FlowLimits limits = new FlowLimits(100, 40, 1_000);

        assertThat(limits.admitsLower(new Load(1, 1, 500, 500))).isFalse();
        assertThat(limits.admitsHighest(new Load(1, 1, 500, 500))).isTrue();
        assertThat(limits.admitsHighest(new Load(1, 1, 1_000, 500))).isFalse();
        assertThat(limits.admitsHighest(new Load(1, 1, 3_000, 3_000)))
                .as("what one poll of a lower lane brought too much")
                .isTrue();
    }
}
