package io.godwit.console.verify;

import io.godwit.console.verify.Difference.Kind;
import io.godwit.console.verify.VerificationProgress.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at doubts again, in rounds, until each has healed or stayed while nothing moved. For one thread; the two sides
 * are read at the same time.
 */
final class Rechecking {
    private static final Logger LOG = LoggerFactory.getLogger(Rechecking.class);
    private static final int BATCH = 200;

    private final RecheckParts parts;
    private final Rechecks rechecks;
    private final Explanation explanation;

    /**
     * What it works with.
     *
     * @param other runs the reading of the copy
     */
    record RecheckParts(
            RunDirectory directory,
            RealtimeReader truth,
            RealtimeReader copy,
            Judgement judgement,
            Board board,
            ExecutorService other) {}

    Rechecking(RecheckParts parts, Rechecks rechecks, Explanation explanation) {
        this.parts = parts;
        this.rechecks = rechecks;
        this.explanation = explanation;
    }

    /** Answers how many still moved after the last round. The doubts are in the file of round 0. */
    long run(long doubts, Findings findings) throws IOException, InterruptedException {
        long left = doubts;
        Duration pause = rechecks.pause();
        for (int round = 1; left > 0 && round <= rechecks.rounds(); round++) {
            if (round > 1) {
                Thread.sleep(pause);
                pause = longer(pause);
            }
            parts.board().phase(Phase.RECHECKING, round);
            new Follower(rechecks).await();
            left = runRound(round, left, findings);
            parts.board().doubts(left);
        }
        return left;
    }

    static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.toSeconds() >= 5 ? Duration.ofSeconds(5) : doubled;
    }

    private long runRound(int round, long left, Findings findings) throws IOException, InterruptedException {
        Path from = parts.directory().doubts(round - 1);
        try (DoubtFile.Reader in = new DoubtFile.Reader(from, left);
                DoubtFile.Writer out = new DoubtFile.Writer(parts.directory().doubts(round))) {
            for (List<Doubt> batch = in.next(BATCH); !batch.isEmpty(); batch = in.next(BATCH)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                lookAt(batch, out, findings);
            }
            Files.delete(from);
            LOG.atDebug()
                    .addKeyValue("round", round)
                    .addKeyValue("looked", left)
                    .addKeyValue("left", out.count())
                    .log("mismatches looked at again");
            return out.count();
        }
    }

    private void lookAt(List<Doubt> batch, DoubtFile.Writer out, Findings findings) throws IOException {
        CompletableFuture<List<@Nullable Entry>> copies =
                CompletableFuture.supplyAsync(() -> parts.copy().read(batch), parts.other());
        List<@Nullable Entry> truths = parts.truth().read(batch);
        List<@Nullable Entry> found = joined(copies);
        for (int i = 0; i < batch.size(); i++) {
            lookAt(batch.get(i), truths.get(i), found.get(i), out, findings);
        }
    }

    private void lookAt(
            Doubt doubt, @Nullable Entry truth, @Nullable Entry copy, DoubtFile.Writer out, Findings findings)
            throws IOException {
        Optional<Kind> kind = parts.judgement().of(truth, copy);
        if (kind.isEmpty()) {
            return;
        }
        Look now = Look.at(truth, copy);
        Look before = doubt.look();
        if (before != null && now.sameAs(before)) {
            Kind named = kind.get() == Kind.MISSING && doubt.otherRouting() ? Kind.ROUTING : kind.get();
            String detail = explanation.of(doubt, named, truth, copy, findings.listsNext());
            findings.add(new Difference(doubt.key(), named, detail));
        } else {
            out.add(doubt.seen(now));
        }
    }

    private static List<@Nullable Entry> joined(CompletableFuture<List<@Nullable Entry>> copies) {
        try {
            return copies.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw e;
        }
    }
}
