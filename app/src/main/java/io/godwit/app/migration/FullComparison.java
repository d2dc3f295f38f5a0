package io.godwit.app.migration;

import io.godwit.console.role.Flow;
import io.godwit.console.verify.Expectation;
import io.godwit.console.verify.Rechecks;
import io.godwit.console.verify.Scope;
import io.godwit.console.verify.Verification;
import io.godwit.console.verify.VerificationListener;
import io.godwit.console.verify.VerificationReport;
import io.godwit.console.verify.VerificationSettings;
import io.godwit.console.verify.Workspace;
import io.godwit.console.workflow.Comparison;
import io.godwit.projector.Selection;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.search.SearchCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The console's verification of both clusters, record by record. */
public final class FullComparison implements Comparison {
    private static final int PORTION = 10_000;

    private final SearchCluster source;
    private final SearchCluster target;
    private final Selection selection;
    private final Path directory;

    public FullComparison(SearchCluster source, SearchCluster target, Selection selection, Path directory) {
        this.source = source;
        this.target = target;
        this.selection = selection;
        this.directory = directory;
    }

    @Override
    public Result compare(Flow flow, int epoch) {
        boolean forward = flow.from() == Side.SOURCE;
        VerificationSettings settings = new VerificationSettings(
                forward ? source : target,
                forward ? target : source,
                new Scope(flow.collections(), selection::takes),
                epoch == 0 ? new Expectation.Revisions(0) : new Expectation.Bodies(),
                Rechecks.after(flow::awaitCaughtUp),
                workspace(epoch));
        return switch (Verification.run(settings, VerificationListener.NONE)) {
            case VerificationReport.Equal equal -> new Result(true, equal.summary());
            case VerificationReport.Different different -> new Result(false, different.summary() + firstOf(different));
            case VerificationReport.Failed failed -> throw new IllegalStateException(failed.summary());
        };
    }

    /** A difference file is complete where the log has the result, and gone where that was «equal». */
    @Override
    public boolean remembers(int epoch) {
        return Files.exists(workspace(epoch).differences());
    }

    @Override
    public long differing(int epoch, Consumer<List<RecordKey>> portions) {
        Portions records = new Portions(portions);
        Verification.read(workspace(epoch).differences(), difference -> records.add(difference.key()));
        return records.finish();
    }

    private static String firstOf(VerificationReport.Different different) {
        return different.first().isEmpty()
                ? ""
                : "; first: " + different.first().getFirst().key() + " "
                        + different.first().getFirst().detail();
    }

    private Workspace workspace(int epoch) {
        return Workspace.in(directory, "epoch-" + epoch);
    }

    /** Collects records until there are enough of them. */
    private static final class Portions {
        private final Consumer<List<RecordKey>> each;
        private final List<RecordKey> portion = new ArrayList<>();
        private long count;

        Portions(Consumer<List<RecordKey>> each) {
            this.each = each;
        }

        void add(RecordKey record) {
            portion.add(record);
            count++;
            if (portion.size() >= PORTION) {
                handOn();
            }
        }

        long finish() {
            if (!portion.isEmpty()) {
                handOn();
            }
            return count;
        }

        private void handOn() {
            each.accept(List.copyOf(portion));
            portion.clear();
        }
    }
}
