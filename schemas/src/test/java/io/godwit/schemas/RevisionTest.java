package io.godwit.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTest {
    @Test
    void shouldGiveBackItsThreeParts() {
        Property.holds(2000, random -> {
            Parts parts = Parts.any(random);

            Revision revision = parts.revision();

            assertThat(new Parts(revision.epoch(), revision.primaryTerm(), revision.seqNo()))
                    .isEqualTo(parts);
        });
    }

    @Test
    void shouldOrderByEpochThenTermThenSeqNo() {
        Comparator<Parts> byParts = Comparator.comparingInt(Parts::epoch)
                .thenComparingLong(Parts::term)
                .thenComparingLong(Parts::seqNo);
        Property.holds(2000, random -> {
            Parts one = Parts.any(random);
            Parts other = Parts.near(one, random);

            int order = one.revision().compareTo(other.revision());

            assertThat(Integer.signum(order)).isEqualTo(Integer.signum(byParts.compare(one, other)));
        });
    }

    @Test
    void shouldUseAllSixtyThreeBitsAtItsLargest() {
        Revision largest = Revision.of(Revision.MAX_EPOCH, Revision.MAX_PRIMARY_TERM, Revision.MAX_SEQ_NO);

        assertThat(largest.value()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldPutThePartsWhereTheDesignSays() {
        assertThat(Revision.of(1, 2, 3).value()).isEqualTo(0x01_0002_00_0000_0003L);
    }

    @Test
    void shouldReadWellForPeople() {
        assertThat(Revision.of(0, 1, 4711)).hasToString("0.1.4711");
    }

    @ParameterizedTest
    @CsvSource({
        "128, 0, 0, epoch is 128",
        "-1, 0, 0, epoch is -1",
        "0, 65536, 0, primary term is 65536",
        "0, -1, 0, primary term is -1",
        "0, 0, 1099511627776, seq_no is 1099511627776",
        "0, 0, -1, seq_no is -1"
    })
    void shouldRefuseAPartThatDoesNotFit(int epoch, long term, long seqNo, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Revision.of(epoch, term, seqNo))
                .withMessageContaining(message);
    }

    @Test
    void shouldRefuseANegativeNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Revision(-1)).withMessageContaining("revision is -1");
    }

    private record Parts(int epoch, long term, long seqNo) {
        static Parts any(Random random) {
            return new Parts(
                    random.nextInt(Revision.MAX_EPOCH + 1),
                    random.nextLong(Revision.MAX_PRIMARY_TERM + 1),
                    random.nextLong(Revision.MAX_SEQ_NO + 1));
        }

        /** Often equal in one or two parts, so that the lower ones decide. */
        static Parts near(Parts other, Random random) {
            Parts any = any(random);
            return new Parts(
                    random.nextBoolean() ? other.epoch : any.epoch,
                    random.nextBoolean() ? other.term : any.term,
                    random.nextBoolean() ? other.seqNo : any.seqNo);
        }

        Revision revision() {
            return Revision.of(epoch, term, seqNo);
        }
    }
}
