package io.godwit.console.verify;

import io.godwit.console.verify.RunPlan.Collection;
import io.godwit.console.verify.RunPlan.Division;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Divides collections, as an earlier attempt did where that still fits. For one thread. */
final class Planning {
    private static final long DOCUMENTS_PER_PARTITION = 1 << 16;
    private static final int MAX_PARTITIONS = 512;

    private final RunDirectory directory;
    private final ClusterReader truth;
    private final ClusterReader copy;
    private RunPlan plan;

    Planning(RunDirectory directory, ClusterReader truth, ClusterReader copy, RunPlan plan) {
        this.directory = directory;
        this.truth = truth;
        this.copy = copy;
        this.plan = plan;
    }

    /** Makes one collection ready to be read and writes down how it is divided. */
    Collection divide(String name) throws IOException {
        @Nullable IndexFacts ofTruth = ready(truth, name);
        @Nullable IndexFacts ofCopy = ready(copy, name);
        Collection collection = earlier(name)
                .map(known -> new Collection(
                        name,
                        known.number(),
                        known.partitions(),
                        division(known.truth(), ofTruth),
                        division(known.copy(), ofCopy)))
                .orElseGet(() -> new Collection(
                        name,
                        plan.collections().size(),
                        partitions(ofTruth, ofCopy),
                        division(null, ofTruth),
                        division(null, ofCopy)));
        directory.prepare(collection);
        forgetOther(collection, earlier(name), Party.TRUTH);
        forgetOther(collection, earlier(name), Party.COPY);
        plan = plan.with(collection);
        directory.write(plan);
        return collection;
    }

    private Optional<Collection> earlier(String name) {
        return plan.collections().stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    private static @Nullable IndexFacts ready(ClusterReader side, String name) {
        Optional<IndexFacts> before = side.facts(name);
        if (before.isEmpty()) {
            return null;
        }
        side.refresh(name);
        return side.facts(name).orElse(null);
    }

    /** What was read of an index that is no longer the one of that name is of no use. */
    private void forgetOther(Collection now, Optional<Collection> before, Party party) throws IOException {
        boolean same = before.flatMap(known -> known.division(party))
                .map(Division::uuid)
                .equals(now.division(party).map(Division::uuid));
        if (!same) {
            directory.forget(now, party);
        }
    }

    private static @Nullable Division division(@Nullable Division before, @Nullable IndexFacts now) {
        if (now == null) {
            return null;
        }
        if (before != null && before.uuid().equals(now.uuid())) {
            return before;
        }
        return new Division(now.uuid(), now.slices(), now.pageSize(), now.documents());
    }

    private static int partitions(@Nullable IndexFacts one, @Nullable IndexFacts other) {
        long documents = Math.max(one == null ? 0 : one.documents(), other == null ? 0 : other.documents());
        return Math.clamp(Math.ceilDiv(documents, DOCUMENTS_PER_PARTITION), 1, MAX_PARTITIONS);
    }
}
