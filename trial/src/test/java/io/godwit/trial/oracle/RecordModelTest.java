package io.godwit.trial.oracle;

import static io.godwit.trial.oracle.Told.document;
import static io.godwit.trial.oracle.Told.put;
import static io.godwit.trial.oracle.Told.remove;
import static io.godwit.trial.oracle.Told.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.Side;
import io.godwit.trial.history.Completion.Done;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one record may hold, after histories made by hand. */
class RecordModelTest {
    /** Then nothing is on its way any more that was given up at the beginning. */
    private static final long LATE = Uncertain.GRACE.toNanos() + 10;

    @Test
    void shouldAllowOnlyWhatTheLastAnsweredWriteLeft() {
        Told told = new Told().done(0, 1, put("a"), 1).done(2, 3, put("b"), 2);

        assertThat(told.allows(document("b"))).isTrue();
        assertThat(told.allows(document("a"))).isFalse();
        assertThat(told.allows(document("c"))).isFalse();
        assertThat(told.allowsAbsence()).isFalse();
    }

    @Test
    void shouldOrderWritesAtTheSameTimeAsTheServerDid() {
        Told told = new Told().done(0, 10, put("late"), 7).done(1, 9, put("early"), 3);

        assertThat(told.allows(document("late"))).isTrue();
        assertThat(told.allows(document("early"))).isFalse();
    }

    @Test
    void shouldPutAHigherPrimaryTermLast() {
        Told told = new Told().done(0, 10, put("a"), 7);
        told.operations.getFirst().completed(new Done(10, 200, 2, 3, -1));
        told.done(1, 9, put("b"), 8);

        assertThat(told.allows(document("a"))).isTrue();
        assertThat(told.allows(document("b"))).isFalse();
    }

    @Test
    void shouldNotAllowARemovedRecordToBeThere() {
        Told told = new Told().done(0, 1, put("a"), 1).done(2, 3, remove(), 2);

        assertThat(told.allowsAbsence()).isTrue();
        assertThat(told.allows(document("a"))).isFalse();
    }

    @Test
    void shouldFoldPartialUpdatesOverWhatWasBefore() {
        Told told = new Told()
                .done(0, 1, put("a"), 1)
                .done(2, 3, update("x", "u1"), 2)
                .done(4, 5, update("y", "u2"), 3);

        assertThat(told.allows(document("u2", "a", Map.of("x", "u1", "y", "u2"))))
                .isTrue();
        assertThat(told.allows(document("u2", "a", Map.of("y", "u2")))).isFalse();
        assertThat(told.allows(document("u1", "a", Map.of("x", "u1")))).isFalse();
        assertThat(told.allows(document("a"))).isFalse();
    }

    @Test
    void shouldNotCountWhatHadNoEffectOrWasNotExecuted() {
        Told told = new Told()
                .withoutEffect(0, update("x", "u1"))
                .done(2, 3, put("a"), 1)
                .notExecuted(4, put("b"));

        assertThat(told.allows(document("a"))).isTrue();
        assertThat(told.allows(document("b"))).isFalse();
        assertThat(told.allowsAbsence()).isFalse();
    }

    @Test
    void shouldAllowAWriteOfUnknownOutcomeToHaveHappenedOrNot() {
        Told told = new Told().done(0, 1, put("a"), 1).unknown(2, put("b"));

        assertThat(told.allows(document("a"))).isTrue();
        assertThat(told.allows(document("b"))).isTrue();
        assertThat(told.allowsAbsence()).isFalse();
    }

    @Test
    void shouldAllowAWriteOfUnknownOutcomeToHappenAfterLaterOnes() {
        Told told = new Told().unknown(0, put("late")).done(50, 51, put("a"), 9);

        assertThat(told.allows(document("late"))).isTrue();
        assertThat(told.allows(document("a"))).isTrue();
    }

    @Test
    void shouldFoldAnUpdateOfUnknownOutcomeOverAnythingThatMayHaveBeenThere() {
        Told told =
                new Told().done(0, 1, put("a"), 1).unknown(2, update("x", "u")).unknown(3, put("b"));

        assertThat(told.allows(document("u", "a", Map.of("x", "u")))).isTrue();
        assertThat(told.allows(document("u", "b", Map.of("x", "u")))).isTrue();
        assertThat(told.allows(document("b"))).isTrue();
        assertThat(told.allows(document("u", "b", Map.of("x", "other")))).isFalse();
    }

    @Test
    void shouldNotAllowAnUpdateAloneToMakeADocument() {
        Told told = new Told().done(0, 1, remove(), 1).unknown(2, update("x", "u"));

        assertThat(told.allowsAbsence()).isTrue();
        assertThat(told.allows(Map.of("op", "u", "extra", Map.of("x", "u")))).isFalse();
    }

    @Test
    void shouldAllowARemovalOfUnknownOutcomeToHaveHappenedBeforeAnAnsweredUpdateOnlyIfItWasThereAgain() {
        Told told = new Told().done(0, 1, put("a"), 1).unknown(2, remove()).done(8, 9, update("x", "u"), 2);

        assertThat(told.allows(document("u", "a", Map.of("x", "u")))).isTrue();
        assertThat(told.allows(Map.of("op", "u", "extra", Map.of("x", "u")))).isFalse();
        assertThat(told.allowsAbsence()).isTrue();
    }

    @Test
    void shouldKnowFromVersionsThatNothingHappenedBetween() {
        Told contiguous = new Told()
                .done(0, 1, put("a"), 1, 1)
                .unknown(2, update("x", "lost"))
                .done(8, 9, update("y", "u"), 2, 2);
        Told withAGap = new Told()
                .done(0, 1, put("a"), 1, 1)
                .unknown(2, update("x", "lost"))
                .done(8, 9, update("y", "u"), 3, 3);
        Map<String, Object> both = document("u", "a", Map.of("x", "lost", "y", "u"));

        assertThat(withAGap.allows(both)).isTrue();
        assertThat(contiguous.allows(both)).isFalse();
        assertThat(contiguous.allows(document("u", "a", Map.of("y", "u")))).isTrue();
    }

    @Test
    void shouldKnowFromTheSequenceNumberWhichWriteWasLast() {
        Told told = new Told().done(0, 1, put("a"), 4).unknown(2, put("b"));

        assertThat(told.allows(document("a"), 4)).isTrue();
        assertThat(told.allows(document("b"), 5)).isTrue();
        assertThat(told.allows(document("b"), 4)).isFalse();
        assertThat(told.allows(document("b"), 3)).isFalse();
        assertThat(told.allows(document("a"), 9)).isFalse();
    }

    @Test
    void shouldPutWhatWasWrittenAfterASwingLast() {
        Told told = new Told()
                .done(0, 1, put("source"), 900)
                .swung(10, 20, Side.TARGET)
                .done(30, 31, put("target"), 2);

        assertThat(told.allows(document("target"))).isTrue();
        assertThat(told.allows(document("source"))).isFalse();
    }

    @Test
    void shouldAllowEitherOrderOfWritesThatOverlapASwing() {
        Told told =
                new Told().done(11, 18, put("a"), 900).done(12, 19, put("b"), 5).swung(10, 20, Side.TARGET);

        assertThat(told.allows(document("a"))).isTrue();
        assertThat(told.allows(document("b"))).isTrue();
    }

    @Test
    void shouldOrderWritesThatOverlapASwingInRealTime() {
        Told told =
                new Told().done(11, 13, put("a"), 900).done(14, 19, put("b"), 5).swung(10, 20, Side.TARGET);

        assertThat(told.allows(document("b"))).isTrue();
        assertThat(told.allows(document("a"))).isFalse();
    }

    /** Were both at the target, the server would have put the other one last; so a was at the source, or was first. */
    @Test
    void shouldPutAWriteBeforeAnotherEpochsIfItsNumberSaysSo() {
        Told told =
                new Told().swung(10, 20, Side.TARGET).done(15, 40, put("a"), 5).done(30, 35, put("b"), 6);

        assertThat(told.allows(document("b"))).isTrue();
        assertThat(told.allows(document("a"))).isFalse();
    }

    @Test
    void shouldNotSplitEpochsAtASwingThatDidNotHappen() {
        Told told =
                new Told().swung(10, 20, Side.SOURCE).done(11, 19, put("a"), 9).done(12, 30, put("b"), 5);

        assertThat(told.allows(document("a"))).isTrue();
        assertThat(told.allows(document("b"))).isFalse();
    }

    @Test
    void shouldOrderThereAndBackAgain() {
        Told told = new Told()
                .done(0, 1, put("first"), 50)
                .swung(10, 20, Side.TARGET)
                .done(21, 22, put("second"), 1)
                .swung(30, 40, Side.SOURCE)
                .done(41, 42, put("third"), 40);

        assertThat(told.swings.current()).isEqualTo(2);
        assertThat(told.swings.side()).isEqualTo(Side.SOURCE);
        assertThat(told.allows(document("third"))).isTrue();
        assertThat(told.allows(document("second"))).isFalse();
        assertThat(told.allows(document("first"))).isFalse();
    }

    /** The way back has lost what was written at the target: the old write whose answer was lost does not excuse it. */
    @Test
    void shouldNotAllowAWriteOfUnknownOutcomeToComeLastWhenItIsTooLateForTheSwing() {
        Told told = new Told()
                .unknown(0, put("old"))
                .swung(LATE, LATE + 10, Side.TARGET)
                .done(LATE + 20, LATE + 21, put("new"), 1)
                .swung(LATE + 30, LATE + 40, Side.SOURCE);

        assertThat(told.allows(document("new"))).isTrue();
        assertThat(told.allows(document("old"))).isFalse();
        assertThat(told.allows(document("old"), 7)).isFalse();
    }

    @Test
    void shouldAllowAWriteOfUnknownOutcomeToHaveBeenHeldOverASwing() {
        Told told = new Told().unknown(0, put("held")).swung(4, 40, Side.TARGET).done(50, 51, put("new"), 1);

        assertThat(told.allows(document("held"), 2)).isTrue();
        assertThat(told.allows(document("new"), 1)).isTrue();
    }

    @Test
    void shouldNotAllowARemovalOfUnknownOutcomeToExcuseAbsenceForEver() {
        Told told = new Told().done(0, 1, put("a"), 1).unknown(2, remove()).done(LATE, LATE + 1, put("b"), 9);

        assertThat(told.allows(document("b"))).isTrue();
        assertThat(told.allowsAbsence()).isFalse();
    }

    @Test
    void shouldAllowARemovalOfUnknownOutcomeAsLongAsItMayBeOnItsWay() {
        Told told = new Told().done(0, 1, put("a"), 1).unknown(2, remove()).done(LATE - 10, LATE, put("b"), 9);

        assertThat(told.allowsAbsence()).isTrue();
    }

    @Test
    void shouldNotFoldAnUpdateOfUnknownOutcomeOverWhatWasWrittenTooLateForIt() {
        Told told = new Told()
                .done(0, 1, put("a"), 1)
                .unknown(2, update("x", "u"))
                .done(LATE, LATE + 1, put("b"), 9)
                .done(LATE + 2, LATE + 3, update("y", "v"), 12);

        assertThat(told.allows(document("v", "b", Map.of("y", "v")))).isTrue();
        assertThat(told.allows(document("v", "b", Map.of("x", "u", "y", "v")))).isFalse();
    }

    /** The removal found something: so the write was executed before it, and cannot come back as a late one. */
    @Test
    void shouldNotAllowAWriteOfUnknownOutcomeToComeLastWhenALaterAnswerShowsThatItHasHappened() {
        Told found = new Told().unknown(0, put("a")).answered(20, 21, remove(), 2, 200);
        Told notFound = new Told().unknown(0, put("a")).answered(20, 21, remove(), 1, 404);

        assertThat(found.allowsAbsence()).isTrue();
        assertThat(found.allows(document("a"))).isFalse();
        assertThat(notFound.allowsAbsence()).isTrue();
        assertThat(notFound.allows(document("a"))).isTrue();
    }

    @Test
    void shouldOrderWritesThatOverlapASwingByWhatTheyFound() {
        Told told = new Told()
                .answered(11, 18, put("a"), 900, 201)
                .answered(12, 19, update("x", "u"), 5, 200)
                .swung(10, 20, Side.TARGET);

        assertThat(told.allows(document("u", "a", Map.of("x", "u")))).isTrue();
        assertThat(told.allows(document("a"))).isFalse();
    }

    @Test
    void shouldAllowNothingButAbsenceWithoutOperations() {
        assertThat(new Told().allowsAbsence()).isTrue();
        assertThat(new Told().allows(document("a"))).isFalse();
    }
}
