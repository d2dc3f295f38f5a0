package io.godwit.replayer;

/**
 * What the replayer may use of the target; changeable while it runs.
 *
 * @param maxMbps {@code replayer.max.mbps}: 10⁶ bit/s of request bytes; 0 means no limit
 * @param maxInflightRequests {@code replayer.max.inflight.requests}: at least 1
 */
public record Limits(double maxMbps, int maxInflightRequests) {
    public static final Limits DEFAULT = new Limits(0, 3);

    public Limits {
        if (!(maxMbps >= 0) || Double.isInfinite(maxMbps)) {
            throw new IllegalArgumentException("replayer.max.mbps is " + maxMbps + "; must be 0 (no limit) or more");
        }
        if (maxInflightRequests < 1) {
            throw new IllegalArgumentException(
                    "replayer.max.inflight.requests is " + maxInflightRequests + "; must be at least 1");
        }
    }
}
