package io.godwit.console.verify;

import io.godwit.console.verify.CollectionCounts.Presence;
import io.godwit.console.verify.RunPlan.Collection;
import io.godwit.console.verify.RunPlan.Division;
import io.godwit.console.verify.VerificationProgress.Phase;
import io.godwit.search.SearchRefusedException;
import io.godwit.search.SearchUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One verification from its beginning to its report. For one thread, used once. */
final class VerificationRun {
    private static final Logger LOG = LoggerFactory.getLogger(VerificationRun.class);
    private static final int PASSES = 5;

    private final VerificationSettings settings;
    private final VerificationListener listener;
    private final Board board = new Board();
    private final Set<String> seen = new TreeSet<>();
    private final long began = System.nanoTime();

    VerificationRun(VerificationSettings settings, VerificationListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    VerificationReport run() {
        VerificationReport report = reported();
        LOG.atInfo()
                .addKeyValue("run", settings.workspace().runId())
                .addKeyValue("outcome", report.getClass().getSimpleName())
                .addKeyValue("millis", report.took().toMillis())
                .addKeyValue("summary", report.summary())
                .log("verification ended");
        return report;
    }

    private VerificationReport reported() {
        try (RunDirectory directory = RunDirectory.open(settings.workspace());
                Announcer announcer = new Announcer(listener, board)) {
            RunPlan plan = plan(directory);
            ClusterReader truth = ClusterReader.connect(Party.TRUTH, settings.truth(), plan.seed());
            ClusterReader copy = ClusterReader.connect(Party.COPY, settings.copy(), plan.seed());
            try {
                long doubts = readAndCompare(directory, new Planning(directory, truth, copy, plan), truth, copy);
                return recheck(directory, doubts, announcer, plan.seed(), truth, copy);
            } finally {
                truth.closeContexts();
                copy.closeContexts();
            }
        } catch (ReadFailedException | SearchRefusedException | SearchUnavailableException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException | IOException e) {
            return failed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        }
    }

    private RunPlan plan(RunDirectory directory) throws IOException {
        String truth = settings.truth().address().toString();
        String copy = settings.copy().address().toString();
        var earlier = directory.plan(truth, copy);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        directory.clear();
        return new RunPlan(RunPlan.FORMAT, new SecureRandom().nextLong(), truth, copy, List.of());
    }

    /** Answers how many records seem to differ; they are in the file of round 0. */
    private long readAndCompare(RunDirectory directory, Planning planning, ClusterReader truth, ClusterReader copy)
            throws IOException, InterruptedException {
        Reading reading = new Reading(directory, board, truth, copy);
        try (DoubtFile.Writer doubts = new DoubtFile.Writer(directory.doubts(0))) {
            Comparing comparing = new Comparing(directory, new Judgement(settings.expectation()), board, doubts);
            for (int pass = 1; ; pass++) {
                Set<String> names = unseen(truth, copy);
                if (names.isEmpty()) {
                    return doubts.count();
                }
                if (pass > PASSES) {
                    throw new ReadFailedException("new collections keep appearing: " + names);
                }
                board.phase(Phase.READING, 0);
                List<Collection> collections = divide(names, planning);
                reading.read(collections);
                board.phase(Phase.COMPARING, 0);
                for (Collection collection : collections) {
                    comparing.compare(collection);
                }
            }
        }
    }

    /** What is to be compared and was not yet: everything at first, later what has appeared since. */
    private Set<String> unseen(ClusterReader truth, ClusterReader copy) {
        Set<String> names = new TreeSet<>(settings.scope().collections());
        Set<String> existing = new TreeSet<>(truth.names());
        existing.addAll(copy.names());
        existing.stream().filter(settings.scope().includes()).forEach(names::add);
        names.removeAll(seen);
        seen.addAll(names);
        return names;
    }

    private List<Collection> divide(Set<String> names, Planning planning) throws IOException {
        List<Collection> collections = new ArrayList<>();
        for (String name : names) {
            Collection collection = planning.divide(name);
            collections.add(collection);
            for (Party party : Party.values()) {
                board.expect(collection.division(party).map(Division::expected).orElse(0L));
            }
        }
        return collections;
    }

    private VerificationReport recheck(
            RunDirectory directory,
            long doubts,
            Announcer announcer,
            long seed,
            ClusterReader truth,
            ClusterReader copy)
            throws IOException, InterruptedException {
        Explanation explanation = new Explanation(settings.truth(), settings.copy());
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor();
                DifferenceFile file = new DifferenceFile(directory.differences());
                Findings findings = new Findings(file, announcer, board)) {
            Rechecking.RecheckParts parts = new Rechecking.RecheckParts(
                    directory,
                    new RealtimeReader(truth, seed),
                    new RealtimeReader(copy, seed),
                    new Judgement(settings.expectation()),
                    board,
                    other);
            long unsettled = new Rechecking(parts, settings.rechecks(), explanation).run(doubts, findings);
            Map<String, Presence> presences = new Presences(truth, copy, settings.rechecks()).settled(seen);
            return result(directory, findings, unsettled, counts(presences));
        }
    }

    private VerificationReport result(
            RunDirectory directory, Findings findings, long unsettled, List<CollectionCounts> counts)
            throws IOException {
        boolean equal = findings.first().isEmpty() && counts.stream().allMatch(CollectionCounts::equal);
        if (equal && unsettled > 0) {
            return failed(unsettled + " records still moved after "
                    + settings.rechecks().rounds() + " looks");
        }
        directory.clear();
        if (equal) {
            Files.deleteIfExists(directory.differences());
            return new VerificationReport.Equal(counts, took());
        }
        return new VerificationReport.Different(
                findings.first(), findings.counts(), directory.differences(), unsettled, counts, took());
    }

    private VerificationReport failed(String reason) {
        List<CollectionCounts> counts = seen.stream()
                .map(collection -> board.counts(collection, Presence.BOTH))
                .toList();
        return new VerificationReport.Failed(reason, counts, took());
    }

    private List<CollectionCounts> counts(Map<String, Presence> presences) {
        return presences.entrySet().stream()
                .map(entry -> board.counts(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
