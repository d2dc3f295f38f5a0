package io.godwit.projector.rescan;

import io.godwit.flow.Delivery;
import io.godwit.projector.source.IncompleteAnswerException;
import io.godwit.projector.source.WriteTasks;
import io.godwit.schemas.avro.Rescan;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One rescan until it is acknowledged; again and again while what it follows still works at the source. */
final class OpenRescan {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRescan.class);
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 30_000;

    private final Delivery<Rescan> delivery;
    private long due;
    private long pause = FIRST_PAUSE_MS;
    /** Tasks that may be the one; null before the first look. */
    private @Nullable Set<String> awaited;

    OpenRescan(Delivery<Rescan> delivery) {
        this.delivery = delivery;
        this.due = delivery.value().getNotBefore();
    }

    Delivery<Rescan> delivery() {
        return delivery;
    }

    Rescan rescan() {
        return delivery.value();
    }

    boolean isAbandoned() {
        return delivery.isAbandoned();
    }

    boolean isDue(long now) {
        return due <= now;
    }

    /** To be carried out again after a while, which grows. */
    void later() {
        due = System.currentTimeMillis() + pause;
        pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
    }

    /** Whether nothing is under way any more, so that what is read from now on is all there will be. */
    boolean isLast(WriteTasks tasks) {
        String task = rescan().getTask();
        if (task == null) {
            return true;
        }
        try {
            return task.isEmpty() ? haveEnded(tasks) : !tasks.isRunning(task);
        } catch (IncompleteAnswerException e) {
            LOG.atInfo()
                    .addKeyValue("collection", rescan().getCollection())
                    .addKeyValue("error", e.getMessage())
                    .log("rescan stays open");
            return false;
        }
    }

    /** Nobody knows which it is: all that run at the first look are waited for. */
    private boolean haveEnded(WriteTasks tasks) {
        if (awaited != null && awaited.isEmpty()) {
            return true;
        }
        Set<String> running = tasks.running().keySet();
        if (awaited == null) {
            awaited = new HashSet<>(running);
        }
        awaited.retainAll(running);
        return awaited.isEmpty();
    }
}
