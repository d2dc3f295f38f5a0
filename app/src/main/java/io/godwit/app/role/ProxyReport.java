package io.godwit.app.role;

import io.godwit.capture.CaptureStatus;
import io.godwit.schemas.Side;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a proxy says of itself beside what every process says.
 *
 * @param address where clients reach it; empty before it listens
 * @param healthy Kafka and its side can be reached
 * @param capturing it records every mutation
 * @param holding new mutations wait, or are refused
 * @param sealed nothing but an order ends that
 * @param side where requests go
 * @param epoch under which mutations are recorded
 * @param inFlight mutations without an outcome in Kafka
 * @param captured mutations recorded since its start
 * @param refused mutations answered 503 since its start
 * @param gaps that escape the record, or are not known to Kafka yet
 */
record ProxyReport(
        String address,
        boolean healthy,
        boolean capturing,
        boolean holding,
        boolean sealed,
        Side side,
        int epoch,
        long inFlight,
        long captured,
        long refused,
        long gaps) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** It lets nobody in. */
    static final ProxyReport STARTING = new ProxyReport("", false, false, true, true, Side.SOURCE, 0, 0, 0, 0, 0);

    static ProxyReport of(String address, CaptureStatus status) {
        return new ProxyReport(
                address,
                status.healthy(),
                status.capturing(),
                status.holding(),
                status.sealed(),
                status.side(),
                status.epoch(),
                status.inFlight(),
                status.counts().captured(),
                status.counts().refused(),
                status.gapsPending());
    }

    /** As it came over the line. */
    static ProxyReport of(JsonNode body) {
        return JSON.treeToValue(body, ProxyReport.class);
    }
}
