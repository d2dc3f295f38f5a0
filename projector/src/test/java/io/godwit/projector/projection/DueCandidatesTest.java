package io.godwit.projector.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.flow.Delivery;
import io.godwit.flow.Lane;
import io.godwit.flow.RecordOrigin;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DueCandidatesTest {
    private static final long LONGEST_PAUSE_MS = 20_000;

    private final AtomicLong now = new AtomicLong(1_000);
    private final DueCandidates candidates = new DueCandidates(now::get);

    @Test
    void shouldLetCollectionsTakeTurns() throws Exception {
        candidates.add(deliveries("a", 5));
        candidates.add(deliveries("b", 2));

        assertThat(ids(candidates.take(3))).containsExactly("a0", "a1", "a2");
        assertThat(ids(candidates.take(3))).containsExactly("b0", "b1");
        assertThat(ids(candidates.take(3))).containsExactly("a3", "a4");
    }

    /** Whichever they are, and however long they cannot be read. */
    @Test
    void shouldHoldUpNothingButTheRecordsThatCannotBeRead() throws Exception {
        Set<String> bad = Set.of("a3", "a70", "a71", "a127");
        Set<String> done = new HashSet<>();
        candidates.add(deliveries("a", 128));

        for (int round = 0; round < 300 && done.size() < 124; round++) {
            List<DueCandidates.Due> batch = candidates.take(128);
            Halving.attempt(
                    batch,
                    part -> ids(part).stream().noneMatch(bad::contains) && done.addAll(ids(part)),
                    part -> candidates.again(part, part.size()));
            now.addAndGet(LONGEST_PAUSE_MS);
        }

        assertThat(done).hasSize(124).doesNotContainAnyElementsOf(bad);
        candidates.add(deliveries("b", 1));
        assertThat(IntStream.range(0, 5).mapToObj(_ -> take())).contains(List.of("b0"));
    }

    @Test
    void shouldReadTogetherAgainWhatWasLeftForLaterTogether() throws Exception {
        candidates.add(deliveries("a", 100));
        candidates.again(candidates.take(100));
        now.addAndGet(LONGEST_PAUSE_MS);

        List<DueCandidates.Due> batch = candidates.take(100);
        assertThat(batch).hasSize(100);
        candidates.again(batch, 50);
        now.addAndGet(LONGEST_PAUSE_MS);
        assertThat(candidates.take(100)).hasSize(50);
        assertThat(candidates.take(100)).hasSize(50);
    }

    private List<String> take() {
        try {
            return ids(candidates.take(128));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ids(List<DueCandidates.Due> batch) {
        return batch.stream().map(due -> due.delivery().value().getId()).toList();
    }

    private static List<Delivery<Candidate>> deliveries(String collection, int records) {
        List<Delivery<Candidate>> deliveries = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            deliveries.add(new OneCandidate(Candidate.newBuilder()
                    .setCollection(collection)
                    .setId(collection + i)
                    .setReason(Reason.MANUAL)
                    .setOccurredAt(0)
                    .build()));
        }
        return deliveries;
    }

    /** One that nobody waits for. */
    private record OneCandidate(Candidate value) implements Delivery<Candidate> {
        @Override
        public RecordOrigin origin() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lane lane() {
            return new Lane("candidates", 0);
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public byte[] payload() {
            return new byte[0];
        }

        @Override
        public int bytes() {
            return 0;
        }

        @Override
        public void acknowledge() {}

        @Override
        public void fail(Throwable cause) {}

        @Override
        public boolean isAbandoned() {
            return false;
        }
    }
}
