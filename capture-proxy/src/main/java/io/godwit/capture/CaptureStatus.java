package io.godwit.capture;

import io.godwit.capture.http.Counts;
import io.godwit.schemas.Side;

/**
 * What a proxy says of itself.
 *
 * @param healthy Kafka took the last record it was given, no outcome waits for it, and the side could be reached
 * @param capturing every mutation admitted now is recorded
 * @param holding new mutations wait, or are refused
 * @param sealed nothing but a release ends that
 * @param side where requests go
 * @param epoch epoch under which mutations are recorded
 * @param inFlight mutations admitted whose outcome Kafka does not have yet
 * @param held mutations that wait
 * @param gapsPending mutations under way that escape the record, and gaps on this machine's disk that Kafka does not have
 *     yet
 * @param counts since the start of the process
 */
public record CaptureStatus(
        boolean healthy,
        boolean capturing,
        boolean holding,
        boolean sealed,
        Side side,
        int epoch,
        int inFlight,
        int held,
        int gapsPending,
        Counts counts) {}
