package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an instance finds that begins where another one has died. */
class RestoredExchangesTest extends StoredExchanges {

    /** A part may be delivered again; but its exchange, whose removal was cut off, was resolved and is not waited for. */
    @Test
    void shouldForgetWhatARemovalLeftThatWasCutOff() {
        leave("removed", update("removed"));
        remove("removed", "a");

        begin();

        assertThat(pending.count()).isZero();
        assertThat(keys()).isEmpty();
    }

    /** Its proxy has said all it will ever say of it: nobody may wait for more. */
    @ParameterizedTest
    @MethodSource("ends")
    void shouldResolveOnceMoreWhatWasResolvedWithoutAnAnswer(Traffic end) {
        begin();
        process(update("a").subList(0, 2));
        process(List.of(end));
        assertThat(candidates()).contains("a");

        beginAnew();
        assertThat(pending.count()).isOne();
        sweep(1);

        assertThat(pending.count()).isZero();
        assertThat(candidates()).as("what came of it may be lost").contains("a");
        sweep(4);
        assertThat(keys()).isEmpty();
    }

    static List<Traffic> ends() {
        return List.of(
                Captured.part("a", new Unknown("connection lost")), Captured.part("p", new Barrier("restarted")));
    }

    @Test
    void shouldStillWaitForWhatHadNoOutcome() {
        begin();
        process(update("a").subList(0, 2));

        beginAnew();
        sweep(4);

        assertThat(pending.count()).isOne();
        process(update("a").subList(2, 4));
        assertThat(pending.count()).isZero();
        assertThat(candidates()).containsExactly("a");
    }
}
