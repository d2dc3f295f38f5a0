package io.godwit.app.explain;

import io.godwit.app.explain.Account.Standing;
import io.godwit.console.log.TopicLog;
import io.godwit.console.workflow.LogEntry;
import io.godwit.console.workflow.MigrationState;
import io.godwit.flow.ClientProperties;
import io.godwit.projector.traffic.Wanted;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells everything about one record: which operations touched it, what each topic says about it, what both clusters hold,
 * and what follows from that. Only reads, and disturbs nobody. Blocks.
 */
public final class Explain {
    private static final int MOST_RECORDS = 20;

    private final Where where;
    private final Question question;
    private final Reading reading;

    /**
     * Where the migration is.
     *
     * @param source address of the source; empty: it is not asked
     * @param target address of the target; empty: it is not asked
     */
    public record Where(ClientProperties kafka, Topics topics, Optional<URI> source, Optional<URI> target) {}

    private Explain(Where where, Question question, Consumer<String> progress) {
        this.where = where;
        this.question = question;
        this.reading = new Reading(where.kafka(), where.topics(), question, new ScanProgress(progress));
    }

    /** @param progress told a line now and then that replaces the one before */
    public static Explanation answer(Where where, Question question, Consumer<String> progress) {
        return new Explain(where, question, progress).answer();
    }

    private Explanation answer() {
        try (Together together = new Together();
                ClusterCopies source = new ClusterCopies(where.source(), "--from");
                ClusterCopies target = new ClusterCopies(where.target(), "--to")) {
            reading.readDefinitions();
            reading.startTraffic(together);
            Map<Side, Hits> searched =
                    new EnumMap<>(Map.of(Side.SOURCE, source.withId(question), Side.TARGET, target.withId(question)));
            Set<RecordKey> found = new HashSet<>();
            searched.values().forEach(hits -> found.addAll(hits.records()));
            found.removeIf(record -> !reading.names.wanted(question).is(record));
            together.await();
            reading.startRest(together, possible(found));
            together.await();
            found.addAll(reading.facts.records());
            if (found.isEmpty()) {
                question.collection().ifPresent(_ -> found.addAll(unrouted()));
            }
            return new Explanation(
                    question, accounts(found, source, target), found.size(), searched, reading.facts.unreadable());
        }
    }

    private List<Account> accounts(Set<RecordKey> found, ClusterCopies source, ClusterCopies target) {
        Positions positions = reading.positions();
        List<LogEntry> log = log();
        MigrationState state = MigrationState.of(log);
        Standing standing = new Standing(where.topics().flow(), state.side(), state.epoch());
        List<Account> accounts = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparing(RecordKey::toString))
                .limit(MOST_RECORDS)
                .forEach(record -> {
                    Wanted wanted = reading.names.wanted(record);
                    FactCollection.Known known = reading.facts.of(record, wanted);
                    List<Fact> facts = new ArrayList<>(positions.settle(known.facts()));
                    facts.addAll(reading.names.factsOf(record.collection()));
                    facts.addAll(Swings.of(log, where.topics().workflow().name()));
                    accounts.add(new Account(
                            record, standing, facts, known.leftOut(), source.read(record), target.read(record)));
                });
        return accounts;
    }

    /** Records that something may tell of: those without a routing, and those with one that is known. */
    private Set<RecordKey> possible(Set<RecordKey> found) {
        Set<RecordKey> possible = new HashSet<>(found);
        possible.addAll(reading.facts.records());
        possible.addAll(unrouted());
        return possible;
    }

    private Set<RecordKey> unrouted() {
        Set<RecordKey> records = new HashSet<>();
        for (String collection : reading.names.concrete(question.collection())) {
            records.add(
                    new RecordKey(collection, question.id(), question.routing().orElse(null)));
        }
        return records;
    }

    private List<LogEntry> log() {
        try (TopicLog log = TopicLog.open(where.kafka(), where.topics(), Wire.embedded())) {
            return log.read();
        }
    }
}
