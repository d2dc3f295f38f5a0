package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.client.Reply.NoAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: operation after operation, at its pace, through whatever happens. Used by one thread. */
final class TrialClient {
    private static final Logger LOG = LoggerFactory.getLogger(TrialClient.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final int BEHIND_AT_MOST = 4;
    private static final int OPENSEARCH_PERCENT = 10;

    private final int number;
    private final Place place;
    private final Writer writer;
    private final SplittableRandom random;
    private final OwnOperations own;
    private final SharedOperations shared;
    private final Optional<OpenSearchOperations> more;

    /** @param scripted whether the servers have scripts, by-query requests and pipelines */
    TrialClient(int number, Place place, ProxyLink link, SplittableRandom random, boolean scripted) {
        this.number = number;
        this.place = place;
        this.random = random;
        this.writer = new Writer(number, place, link);
        this.own = new OwnOperations(number, place, writer, random);
        this.shared = new SharedOperations(number, place, writer, random);
        this.more = scripted ? Optional.of(new OpenSearchOperations(own)) : Optional.empty();
    }

    int number() {
        return number;
    }

    void adopt(RecordKey record) {
        own.adopt(record);
    }

    /** Goes on as long as {@code mayGoOn}. */
    void run(BooleanSupplier mayGoOn, BooleanSupplier stopping) {
        long pauseNanos = place.load().perSecond() == 0
                ? 0
                : 1_000_000_000L * place.load().clients() / place.load().perSecond();
        long next = System.nanoTime();
        while (mayGoOn.getAsBoolean()) {
            one(stopping);
            next = Math.max(next + pauseNanos, System.nanoTime() - BEHIND_AT_MOST * pauseNanos);
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void one(BooleanSupplier stopping) {
        try {
            if (random.nextInt(100) < place.load().sharedPercent()) {
                shared.any();
            } else if (more.isPresent() && random.nextInt(100) < OPENSEARCH_PERCENT) {
                more.get().any();
            } else {
                own.any();
            }
            writer.takeUnanswered().ifPresent(reply -> recover(reply, stopping));
        } catch (RuntimeException e) {
            place.tally().error("client " + number + ": " + e);
            LOG.atError().setCause(e).addKeyValue("client", number).log("client failed");
        }
    }

    /** After a refusal a moment passes; after no answer also whatever keeps the cluster from answering. */
    private void recover(Reply reply, BooleanSupplier stopping) {
        LOG.atDebug().addKeyValue("client", number).addKeyValue("reply", reply).log("no answer");
        do {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        } while (reply instanceof NoAnswer && !stopping.getAsBoolean() && !writer.reaches());
    }
}
