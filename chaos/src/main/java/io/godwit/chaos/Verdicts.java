package io.godwit.chaos;

import io.godwit.chaos.check.Accounts;
import io.godwit.chaos.check.Finding;
import io.godwit.chaos.check.Removals;
import io.godwit.chaos.topic.TopicDump;
import io.godwit.flow.ClientProperties;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.trial.oracle.Difference;
import io.godwit.trial.oracle.Judgement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The invariants that are judged at rest, from the oracle's judgement, the servers and the topics. */
final class Verdicts {
    private static final int EXPLAINED = 20;

    private final World world;
    private final boolean swung;

    /** @param swung whether clients have written to the target, too */
    Verdicts(World world, boolean swung) {
        this.world = world;
        this.swung = swung;
    }

    List<Finding> of(Judgement judgement, long acknowledged) {
        ClientProperties kafka = world.kafkaClients();
        Accounts accounts = new Accounts();
        accounts.add(world.forwarded(Side.SOURCE), kafka, World.TOPICS);
        if (swung) {
            accounts.add(world.forwarded(Side.TARGET), kafka, World.TOPICS.back());
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(accounts.noLoss(acknowledged));
        findings.add(noInvention(judgement));
        findings.add(Removals.check(kafka, World.TOPICS, world.cluster(Side.SOURCE), world.cluster(Side.TARGET)));
        findings.add(order(judgement));
        findings.add(accounts.accounting());
        return findings;
    }

    /** What topics say about the records that the oracle found wrong; nothing if there are none. */
    void explain(Judgement judgement, Path file) {
        if (judgement instanceof Judgement.Broken broken
                && !broken.differences().isEmpty()) {
            List<RecordKey> records = broken.differences().stream()
                    .limit(EXPLAINED)
                    .map(Difference::record)
                    .toList();
            TopicDump.write(
                    world.kafka().bootstrapServers(),
                    swung ? List.of(World.TOPICS, World.TOPICS.back()) : List.of(World.TOPICS),
                    records.stream().map(RecordKey::toString).collect(Collectors.toSet()),
                    records.stream().map(RecordKey::id).toList(),
                    file);
        }
    }

    private static Finding noInvention(Judgement judgement) {
        boolean held = switch (judgement) {
            case Judgement.Kept _ -> true;
            case Judgement.Broken broken -> broken.count() == 0;
        };
        return new Finding(
                "I2", "both sides hold what clients were promised and nothing else", held, judgement.summary());
    }

    private static Finding order(Judgement judgement) {
        List<String> objections = judgement.watched().objections();
        return new Finding(
                "I5",
                "versions at the target only grow",
                objections.isEmpty(),
                judgement.watched().samples() + " versions read; wrong: " + objections);
    }
}
