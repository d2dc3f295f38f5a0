package io.godwit.projector.projection;

import io.godwit.projector.source.IncompleteAnswerException;
import io.godwit.projector.source.WriteTasks;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import io.godwit.search.SearchCluster;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds candidates that must not be read yet for another reason than their time: nobody knows the outcome of the write,
 * the source was given time to end it, and yet it is busy with some write that began before that. It may be this one.
 */
final class StillWritten {
    private static final Logger LOG = LoggerFactory.getLogger(StillWritten.class);

    private final WriteTasks tasks;

    StillWritten(SearchCluster cluster) {
        this.tasks = new WriteTasks(cluster);
    }

    /** Those of a batch; asks the source only if there are any of unknown outcome. All of these when it does not tell. */
    List<DueCandidates.Due> among(List<DueCandidates.Due> batch) {
        List<DueCandidates.Due> unknown = batch.stream()
                .filter(due -> isLastReading(due.delivery().value()))
                .toList();
        if (unknown.isEmpty()) {
            return unknown;
        }
        try {
            long now = System.currentTimeMillis();
            long longest = longestWrite();
            return unknown.stream()
                    .filter(due -> longest >= now - due.delivery().value().getNotBefore())
                    .toList();
        } catch (IncompleteAnswerException e) {
            LOG.atInfo()
                    .addKeyValue("records", unknown.size())
                    .addKeyValue("error", e.getMessage())
                    .log("records of unknown outcome wait");
            return unknown;
        }
    }

    private long longestWrite() {
        return tasks.running().values().stream()
                .filter(task -> !task.byQuery())
                .mapToLong(WriteTasks.Task::millis)
                .max()
                .orElse(-1);
    }

    /** It is read at once too, and that once more does not hurt. */
    private static boolean isLastReading(Candidate candidate) {
        return candidate.getReason() == Reason.UNKNOWN_OUTCOME && candidate.getNotBefore() > 0;
    }
}
