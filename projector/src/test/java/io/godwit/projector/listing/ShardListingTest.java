package io.godwit.projector.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.godwit.projector.source.Patience;
import io.godwit.projector.source.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ranges it asks for, of a shard in memory that behaves like a server's. */
class ShardListingTest {
    private static final long SERVER_LIMIT = 50L << 20;

    @Test
    void shouldReturnEveryDocumentOfAnyShardOnce() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            Shard shard = new Shard(random, 1 + random.nextInt(30_000));
            long from = random.nextInt(1_000);
            long bound = Math.max(from, shard.end - random.nextInt(1_000));

            assertThat(numbers(shard, from, bound))
                    .as("seed %d", seed)
                    .isEqualTo(List.copyOf(
                            shard.sizes.subMap(from, true, bound, false).keySet()));
        }
    }

    @Test
    void shouldAskForFullPagesWhereDocumentsAreDense() {
        Shard shard = new Shard();
        for (long i = 0; i < 200_000; i++) {
            shard.sizes.put(i, 1_000L);
        }

        assertThat(numbers(shard, 0, 200_000)).hasSize(200_000);
        assertThat(shard.asked).isLessThan(50);
    }

    /** A million updates of ten documents. */
    @Test
    void shouldTakeBigStepsWhereDocumentsAreRare() {
        Shard shard = new Shard();
        for (long i = 0; i < 10; i++) {
            shard.sizes.put(i * 100_000, 1_000L);
        }

        assertThat(numbers(shard, 0, 1_000_000)).hasSize(10);
        assertThat(shard.asked).isLessThan(40);
    }

    @Test
    void shouldAskForLessWhereDocumentsAreLarge() {
        Shard shard = new Shard();
        for (long i = 0; i < 20_000; i++) {
            shard.sizes.put(i, i < 10_000 ? 500L : 5L << 20);
        }

        assertThat(numbers(shard, 0, 10_300)).hasSize(10_300);
        assertThat(shard.largest).isLessThanOrEqualTo(SERVER_LIMIT);
    }

    /** Ten shards of one index became one: its documents came with the numbers they had. */
    @Test
    void shouldReturnEveryDocumentOfAShrunkIndexOnce() {
        Shard shard = new Shard();
        shard.sharing = 10;
        for (long i = 0; i < 6_000; i++) {
            shard.sizes.put(i, 1_000L);
        }
        shard.sizes.put(70_000L, 1L << 22);

        assertThat(numbers(shard, 0, 70_001))
                .hasSize(60_010)
                .containsAll(shard.sizes.keySet())
                .isSorted();
        assertThat(shard.asked).isLessThan(80);
    }

    @Test
    void shouldSayWhenASingleDocumentIsTooLarge() {
        Shard shard = new Shard();
        shard.sizes.put(7L, SERVER_LIMIT + 1);

        assertThatIllegalStateException().isThrownBy(() -> numbers(shard, 0, 10));
    }

    private static List<Long> numbers(Shard shard, long from, long bound) {
        ShardListing listing = new ShardListing(shard, new ShardRange("i", 0, from, bound), new Patience(() -> false));
        List<Long> numbers = new ArrayList<>();
        while (!listing.finished()) {
            listing.read().forEach(document -> numbers.add(document.seqNo()));
        }
        return numbers;
    }

    /** Sequence numbers and sizes; refuses answers above a limit. */
    private static final class Shard implements RangeSearch {
        final NavigableMap<Long, Long> sizes = new TreeMap<>();
        long end;
        int sharing = 1;
        int asked;
        long largest;

        Shard() {}

        Shard(Random random, int documents) {
            int hole = 1 + random.nextInt(200);
            for (int i = 0; i < documents; i++) {
                boolean dense = i / 1_000 % 2 == 0;
                end += dense ? 1 : 1 + random.nextInt(hole);
                sizes.put(end, random.nextInt(2_000) == 0 ? 1L << 22 : 100L + random.nextInt(2_000));
            }
        }

        @Override
        public Found search(long from, long bound, int most) {
            asked++;
            NavigableMap<Long, Long> inside = sizes.subMap(from, true, bound, false);
            List<StoredDocument> documents = inside.keySet().stream()
                    .flatMap(number -> Stream.generate(
                                    () -> new StoredDocument("d" + number, null, number, 1, true, null, ""))
                            .limit(sharing))
                    .limit(most)
                    .toList();
            long bytes =
                    documents.stream().mapToLong(found -> size(found.seqNo())).sum();
            if (bytes > SERVER_LIMIT) {
                return new TooLarge();
            }
            largest = Math.max(largest, bytes);
            return new Documents(documents, (long) inside.size() * sharing, 200 + bytes);
        }

        private long size(long number) {
            return sizes.getOrDefault(number, 0L);
        }
    }
}
