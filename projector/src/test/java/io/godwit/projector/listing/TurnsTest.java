package io.godwit.projector.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AtomicBoolean besideEdits = new AtomicBoolean(true);
    private final Turns turns = new Turns(besideEdits::get);

    @Test
    void shouldReadOnePageAtATimeBesideEdits() {
        Turns.Turn first = turns.of(Lister.Watch.NOBODY);
        Turns.Turn second = turns.of(Lister.Watch.NOBODY);
        assertThat(first.wantsMore()).isTrue();

        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(second::wantsMore);
        assertThat(other).isNotDone();
        first.read();

        await().atMost(SOON).until(other::isDone);
        assertThat(other).isCompletedWithValue(true);
    }

    @Test
    void shouldReadAsManyAsThereAreReadersWithoutEdits() {
        besideEdits.set(false);

        assertThat(turns.of(Lister.Watch.NOBODY).wantsMore()).isTrue();
        assertThat(turns.of(Lister.Watch.NOBODY).wantsMore()).isTrue();
    }

    @Test
    void shouldGiveTheTurnBackWhenAListingEndsBeforeItsPageWasRead() {
        try (Turns.Turn failing = turns.of(Lister.Watch.NOBODY)) {
            assertThat(failing.wantsMore()).isTrue();
        }

        assertThat(turns.of(Lister.Watch.NOBODY).wantsMore()).isTrue();
    }

    @Test
    void shouldReadNothingWhenNothingIsWanted() {
        Turns.Turn unwanted = turns.of(new Lister.Watch() {
            @Override
            public boolean wantsMore() {
                return false;
            }
        });

        assertThat(unwanted.wantsMore()).isFalse();
        assertThat(turns.of(Lister.Watch.NOBODY).wantsMore()).isTrue();
    }
}
