package io.godwit.app.role;

import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is asked of projectors and replayers, and with what. */
final class Questions {
    static final String PUBLISH_DEFINITIONS = "publish-definitions";
    static final String RESOLVED = "resolved";
    static final String AWAIT_RESOLVED = "await-resolved";
    static final String COLLECTIONS = "collections";
    static final String AWAIT_DEFINITIONS = "await-definitions";
    static final String DEFINITIONS_SETTLED = "definitions-settled";
    static final String REFRESH = "refresh";
    static final String SWEEP = "sweep";
    static final String RETIRED = "retired";

    private static final Duration PREPARING = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);

    private Questions() {}

    /**
     * About one flow.
     *
     * @param from the side whose writes it carries
     * @param epoch that it must be prepared for
     * @param names collections, or generations
     * @param collection one of them
     * @param atMostMs how long it may take
     */
    record About(Side from, int epoch, List<String> names, String collection, long atMostMs) {
        static About flow(Side from, int epoch, long atMostMs) {
            return new About(from, epoch, List.of(), "", atMostMs);
        }

        /**
         * Waits a while for what is asked about to be set up for the epoch; blocks.
         *
         * @throws IllegalStateException when it is not by then
         */
        <F> F awaitPrepared(Supplier<Optional<F>> flow) {
            long deadline = System.nanoTime() + PREPARING.toNanos();
            Optional<F> now = flow.get();
            while (now.isEmpty() && System.nanoTime() < deadline) {
                pause();
                now = flow.get();
            }
            return now.orElseThrow(() -> new IllegalStateException(
                    "the flow from " + from + " is not set up here for epoch " + epoch + " yet"));
        }

        private static void pause() {
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a flow was set up", e);
            }
        }
    }
}
