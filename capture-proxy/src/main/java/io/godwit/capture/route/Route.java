package io.godwit.capture.route;

import io.godwit.schemas.Revision;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;

/**
 * Where requests go and under which name their mutations are recorded.
 *
 * @param side the cluster that executes them
 * @param epoch counts the swings; written into every recorded part
 * @param flow the topics that carry this side's writes to the other one
 */
public record Route(Side side, int epoch, Topics flow) {
    public Route {
        if (epoch < 0 || epoch > Revision.MAX_EPOCH) {
            throw new IllegalArgumentException("epoch is " + epoch + "; must be 0 to " + Revision.MAX_EPOCH);
        }
    }
}
