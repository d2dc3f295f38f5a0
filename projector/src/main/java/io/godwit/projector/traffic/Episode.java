package io.godwit.projector.traffic;

import java.util.List;

/**
 * One captured exchange that touched a wanted record, or may have.
 *
 * @param exchange its id
 * @param proxy who captured it
 * @param epoch epoch under which it was captured
 * @param at when it was captured, ms since the epoch, by the proxy's clock
 * @param line method, path and query
 * @param outcome status of the answer, or why there is none
 * @param partition of the traffic topic
 * @param offset of its intent
 * @param lastOffset of the record that ended it
 * @param touches what it did, in the order of its operations
 */
public record Episode(
        String exchange,
        String proxy,
        int epoch,
        long at,
        String line,
        String outcome,
        int partition,
        long offset,
        long lastOffset,
        List<Touch> touches) {

    public Episode {
        touches = List.copyOf(touches);
    }
}
