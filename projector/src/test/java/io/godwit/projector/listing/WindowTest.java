package io.godwit.projector.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class WindowTest {
    private final Window window = new Window("shard 3 of i");

    @Test
    void shouldNarrowDownToOneNumberAndAllThatShareIt() {
        long before = window.width();
        while (window.width() > 1) {
            window.overfull(window.width() * 30);
            assertThat(window.width()).isLessThan(before);
            before = window.width();
        }
        window.overfull(30);

        assertThat(window.width()).isEqualTo(1);
        assertThat(window.documents()).isEqualTo(30);
    }

    @Test
    void shouldRememberHowManyShareANumber() {
        window.overfull(60);
        window.held(18, 18_000);

        assertThat(window.width() * 3).isBetween((long) window.documents() / 2, (long) window.documents());
    }

    @Test
    void shouldNotNarrowBelowWhatFitsWhereEachHasItsNumber() {
        window.held(0, 100);
        window.overfull(window.documents() + 1);

        assertThat(window.width()).isEqualTo(window.documents());
    }

    @Test
    void shouldNameTheSettingThatKeepsThoseOfOneNumberFromBeingRead() {
        while (window.width() > 1) {
            window.overfull(window.width() * 30);
        }
        window.overfull(30);

        assertThatIllegalStateException()
                .isThrownBy(window::tooLarge)
                .withMessageContaining("30 documents of shard 3 of i")
                .withMessageContaining("index.max_result_window to 30");
    }
}
