package io.godwit.console.role;

/**
 * What the replayer may use of the other side.
 *
 * @param maxMbps 10⁶ bit/s of request bytes; 0 means no limit
 * @param maxInflightRequests requests under way at once, at least 1
 */
public record ReplayLimits(double maxMbps, int maxInflightRequests) {
    public ReplayLimits {
        if (!(maxMbps >= 0) || Double.isInfinite(maxMbps)) {
            throw new IllegalArgumentException(
                    "replayer.max.mbps is " + maxMbps + "; must be 0 (no limit) or more, in 10^6 bit/s");
        }
        if (maxInflightRequests < 1 || maxInflightRequests > 64) {
            throw new IllegalArgumentException(
                    "replayer.max.inflight.requests is " + maxInflightRequests + "; must be 1 to 64");
        }
    }
}
