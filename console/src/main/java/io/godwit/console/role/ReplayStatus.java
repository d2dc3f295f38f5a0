package io.godwit.console.role;

/**
 * What the replayer has done since it was opened, and what keeps it from doing more.
 *
 * @param applied changes written
 * @param stale changes refused because something newer was there
 * @param rejected changes that went to the dead letters
 * @param retried attempts repeated
 * @param bytes request bytes sent
 * @param deadLetters records in the dead letter topic
 * @param limit what limits now: target, max.mbps, max.inflight.requests, nothing, ...
 */
public record ReplayStatus(
        long applied, long stale, long rejected, long retried, long bytes, long deadLetters, String limit) {}
