package io.godwit.projector.listing;

import io.godwit.projector.source.StoredDocument;
import java.util.List;

/** Finds the documents of one shard by their sequence numbers. */
@FunctionalInterface
interface RangeSearch {
    /**
     * @param from first sequence number wanted
     * @param end first one not wanted
     * @param most how many documents are wanted at most
     */
    Found search(long from, long end, int most);

    /** What came of it. */
    sealed interface Found {}

    /**
     * @param total how many there are in the range, also when not all of them were wanted
     * @param bytes of the answer
     */
    record Documents(List<StoredDocument> documents, long total, long bytes) implements Found {}

    /** More than can be answered or held at once. */
    record TooLarge() implements Found {}
}
