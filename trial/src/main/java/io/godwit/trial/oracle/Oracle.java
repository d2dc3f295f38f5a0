package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.search.SearchCluster;
import io.godwit.trial.history.History;
import io.godwit.trial.history.Operation;
import io.godwit.trial.shop.ShopDocuments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Says whether both sides hold the same, and what clients were promised: every document of all user indices, its
 * routing, and what must be absent. Knows nothing of Godwit; so it does not judge which {@code _version} a record has at
 * the side that clients are not at, but only that versions at the target were not seen to go back.
 */
public final class Oracle {
    private static final int EXPLAINED = 1_000;

    private final History history;
    private final ShopDocuments documents;
    private final int loaded;
    private final Path directory;

    /**
     * @param documents those that were loaded, and those that clients write
     * @param loaded how many were loaded before the first operation
     * @param directory where reports go
     */
    public Oracle(History history, ShopDocuments documents, int loaded, Path directory) {
        this.history = history;
        this.documents = documents;
        this.loaded = loaded;
        this.directory = directory;
    }

    /**
     * Reads both sides, which must be at rest; a read that fails is an exception, not an answer.
     *
     * @param watched versions at the target, as they were seen while clients wrote
     */
    public Judgement judge(SearchCluster source, SearchCluster target, Watched watched) {
        return judge(new ClusterScan(source), new ClusterScan(target), watched);
    }

    Judgement judge(Documents source, Documents target, Watched watched) {
        Promises promises = new Promises(history.records(), history.swings(), documents, loaded);
        boolean onSource = history.swings().side() == Side.SOURCE;
        Comparison comparison = Comparison.of(promises, onSource ? source : target, onSource ? target : source);
        if (comparison.wrong().isEmpty() && watched.objections().isEmpty()) {
            return kept(comparison.documents(), watched);
        }
        Explanations explanations = new Explanations(promises, source, target);
        List<Difference> differences = comparison.wrong().entrySet().stream()
                .limit(EXPLAINED)
                .map(wrong -> explain(explanations, comparison, wrong))
                .toList();
        return broken(differences, comparison.wrong().size(), watched);
    }

    private static Difference explain(
            Explanations explanations, Comparison comparison, Map.Entry<RecordKey, String> wrong) {
        return explanations.of(wrong.getKey(), wrong.getValue(), comparison.withOtherRouting(wrong.getKey()));
    }

    private Judgement kept(int found, Watched watched) {
        List<List<Operation>> all = List.copyOf(history.records().values());
        long operations = all.stream().mapToLong(List::size).sum();
        long unknown =
                all.stream().flatMap(List::stream).filter(Operation::uncertain).count();
        return new Judgement.Kept(found, all.size(), operations, unknown, watched);
    }

    private Judgement broken(List<Difference> differences, int count, Watched watched) {
        String summary = Judgement.Broken.summary(count, watched);
        Path report = Explanations.write(directory, summary, differences, watched.objections());
        return new Judgement.Broken(differences, count, watched, report);
    }
}
