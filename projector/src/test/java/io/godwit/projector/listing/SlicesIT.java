package io.godwit.projector.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.TopicAdmin;
import io.godwit.sandbox.Sandbox;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Slice;
import io.godwit.schemas.wire.Wire;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of a listing, on a real broker. */
class SlicesIT {
    private static final String COLLECTION = "products";
    private static final String GENERATION = "g1";

    private final ClientProperties kafka = ClientProperties.of(Sandbox.kafka().bootstrapServers());
    private final Topics topics = Topics.of("slices-" + Long.toString(System.nanoTime(), 36));

    @BeforeEach
    void prepare() {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.all());
        }
    }

    /**
     * A projector that is started again while nobody knows yet that the backfill is done begins it once more, and may be
     * killed before it has listed anything; the next one is told that it is done.
     */
    @Test
    void shouldLeaveNoHoleWhenAFinishedBackfillIsBegunAgainAndNotCarriedOut() {
        try (Slices slices = open()) {
            Slice whole = plan(slices, Origin.LISTING, 100);
            slices.put(Slices.reached(whole, 100, 100), Origin.LISTING).join();
        }
        try (Slices slices = open()) {
            plan(slices, Origin.LISTING, 150);
        }

        try (Slices slices = open()) {
            Slice rescan = plan(slices, Origin.RESCAN, 160);
            assertThat(rescan.getNext()).isEqualTo(100);
            assertThat(rescan.getBound()).isEqualTo(160);
        }
    }

    /** Begun again for a collection that was made since, and killed: whoever comes next must know that it is not listed. */
    @Test
    void shouldKnowThatWhatWasPlannedIsNotListed() {
        try (Slices slices = open()) {
            assertThat(slices.isListed(Map.of(COLLECTION, GENERATION))).isTrue();
            Slice whole = plan(slices, Origin.LISTING, 100);
            assertThat(slices.isListed(Map.of(COLLECTION, GENERATION))).isFalse();
            slices.put(Slices.reached(whole, 100, 100), Origin.LISTING).join();
        }

        try (Slices slices = open()) {
            assertThat(slices.isListed(Map.of(COLLECTION, GENERATION))).isTrue();
            Slice anew = slices.planned(COLLECTION, "made-since", 0, Origin.LISTING, 7);
            slices.put(anew, Origin.LISTING).join();
            assertThat(slices.isListed(Map.of(COLLECTION, "made-since"))).isFalse();
            assertThat(slices.isListed(Map.of(COLLECTION, "made-after-that"))).isTrue();
        }
    }

    @Test
    void shouldGoOnWithABackfillWhereItWasAndToWhereItWasToEnd() {
        try (Slices slices = open()) {
            Slice whole = plan(slices, Origin.LISTING, 100);
            slices.put(Slices.reached(whole, 40, 40), Origin.LISTING).join();
        }

        try (Slices slices = open()) {
            Slice rest = plan(slices, Origin.LISTING, 150);
            assertThat(rest.getNext()).isEqualTo(40);
            assertThat(rest.getBound()).isEqualTo(100);
            assertThat(rest.getListed()).isEqualTo(40);
        }
    }

    private static Slice plan(Slices slices, Origin origin, long bound) {
        Slice planned = slices.planned(COLLECTION, GENERATION, 0, origin, bound);
        slices.put(planned, origin).join();
        return planned;
    }

    private Slices open() {
        return Slices.open(kafka, topics, Wire.embedded());
    }
}
