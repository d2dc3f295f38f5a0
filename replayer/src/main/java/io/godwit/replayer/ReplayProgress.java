package io.godwit.replayer;

/**
 * What a replayer has done since it was started.
 *
 * @param applied changes the target took
 * @param stale changes refused because something newer was there, or a removal was remembered
 * @param rejected changes that went to the dead letters
 * @param retried attempts that were repeated
 * @param bytes request bytes sent
 * @param waitingForDefinition changes whose collection the target does not have yet
 * @param limit what limits now: {@code nothing to do}, {@code target}, {@code max.inflight.requests}, {@code max.mbps},
 *     {@code back-off: } and the reason
 */
public record ReplayProgress(
        long applied, long stale, long rejected, long retried, long bytes, int waitingForDefinition, String limit) {}
