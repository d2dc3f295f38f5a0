package io.godwit.replayer.sink;

import io.godwit.schemas.avro.Change;
import io.godwit.search.SearchRefusedException;
import io.godwit.search.SearchUnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where changes go. Writing the same changes again, in any order, from anywhere, ends in the same state: the one with
 * the highest revision of each record.
 */
public interface RecordSink {

    /**
     * Writes changes with one request.
     *
     * @return one outcome for each change, in their order; never fails: a target that cannot be reached is
     *     {@link Outcome.Unavailable} for each of them
     */
    CompletableFuture<Written> write(List<Change> changes);

    /**
     * Makes what was written to these collections findable for whoever searches them. A collection that is not there is
     * left out.
     *
     * @return fails with a {@link SearchUnavailableException} or {@link SearchRefusedException} where any part could not
     *     be refreshed
     */
    CompletableFuture<Void> refresh(Collection<String> collections);

    /**
     * What came of one request.
     *
     * @param outcomes one for each change, in their order
     * @param bytes size of the request's body
     * @param answered whether the target judged the changes one by one; false when it took no notice of the request as a
     *     whole, so that another one would not fare better now
     */
    record Written(List<Outcome> outcomes, long bytes, boolean answered) {
        public Written {
            outcomes = List.copyOf(outcomes);
        }
    }
}
