package io.godwit.projector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final Patience patience = new Patience(stopped::get);

    @Test
    void shouldAskAgainWhatWasNotAnsweredWhole() {
        assertThat(patience.ask("something", () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IncompleteAnswerException("half of it");
                    }
                    return "answer";
                }))
                .isEqualTo("answer");
        assertThat(asked).hasValue(2);
    }

    /** Of one who walks through a large collection, each page would still be answered. */
    @Test
    void shouldAskNothingMoreOnceItIsStopped() {
        patience.ask("a page", asked::incrementAndGet);
        stopped.set(true);

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> patience.ask("the next page", asked::incrementAndGet));
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldEndWithTheLastErrorWhenItIsStopped() {
        assertThatExceptionOfType(IncompleteAnswerException.class)
                .isThrownBy(() -> patience.ask("something", () -> {
                    stopped.set(true);
                    throw new IncompleteAnswerException("half of it");
                }));
    }
}
