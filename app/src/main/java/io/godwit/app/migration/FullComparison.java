package io.godwit.app.migration;

import io.godwit.console.role.Flow;
import io.godwit.console.verify.Difference;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The console's verification of both clusters, record by record. */
final class FullComparison implements Comparison {
    private static final int MOST_REPAIRED = 100_000;

    private final SearchCluster source;
    private final SearchCluster target;
    private final Selection selection;
    private final Path directory;

    FullComparison(SearchCluster source, SearchCluster target, Selection selection, Path directory) {
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
                Workspace.in(directory, "epoch-" + epoch));
        return switch (Verification.run(settings, VerificationListener.NONE)) {
            case VerificationReport.Equal equal -> new Result(true, equal.summary(), List.of());
            case VerificationReport.Different different ->
                new Result(false, different.summary() + firstOf(different), recordsOf(different));
            case VerificationReport.Failed failed -> throw new IllegalStateException(failed.summary());
        };
    }

    private static String firstOf(VerificationReport.Different different) {
        return different.first().isEmpty()
                ? ""
                : "; first: " + different.first().getFirst().key() + " "
                        + different.first().getFirst().detail();
    }

    private static List<RecordKey> recordsOf(VerificationReport.Different different) {
        List<RecordKey> records = new ArrayList<>();
        Verification.read(different.file(), (Difference difference) -> {
            if (records.size() < MOST_REPAIRED) {
                records.add(difference.key());
            }
        });
        return records;
    }
}
