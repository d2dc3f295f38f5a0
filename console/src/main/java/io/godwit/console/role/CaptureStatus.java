package io.godwit.console.role;

import io.godwit.schemas.Side;

/**
 * What the proxies say of themselves.
 *
 * @param healthy every proxy answers and reaches Kafka and its side
 * @param capturing every proxy records mutations
 * @param holding at every proxy new mutations wait, or are refused
 * @param sealed at some proxy nothing but a release ends that
 * @param side where requests go
 * @param epoch epoch under which mutations are recorded
 * @param inFlight mutations between intent and outcome
 * @param captured mutations recorded since the start
 * @param refused mutations answered 503 because they could not be recorded
 * @param gaps mutations that may have reached the side unrecorded and have not ended, or are not known to
 *     Kafka yet
 */
public record CaptureStatus(
        boolean healthy,
        boolean capturing,
        boolean holding,
        boolean sealed,
        Side side,
        int epoch,
        long inFlight,
        long captured,
        long refused,
        long gaps) {}
