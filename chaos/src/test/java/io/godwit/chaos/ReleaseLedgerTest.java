package io.godwit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.chaos.check.Finding;
import io.godwit.chaos.topic.PoisonReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseLedgerTest {
    private static final ReleaseLedger.Goal GOAL = new ReleaseLedger.Goal(100, 2_000);

    @TempDir
    Path directory;

    @Test
    void shouldGoOnWithTheNextPieceUntilTheGoalIsReached() {
        ReleaseLedger first = ReleaseLedger.in(directory);
        assertThat(first.nextSeed(7)).isEqualTo(7);
        first.add(piece(7, 60, true));

        ReleaseLedger second = ReleaseLedger.in(directory);
        assertThat(second.nextSeed(7)).isEqualTo(8);
        assertThat(second.reaches(GOAL)).isFalse();
        second.add(piece(8, 40, true));

        assertThat(ReleaseLedger.in(directory).reaches(GOAL)).isTrue();
        assertThat(ReleaseLedger.in(directory).allPassed()).isTrue();
        assertThat(ReleaseLedger.in(directory).summary(GOAL)).contains("2 pieces, 100 of 100 kills", "seeds [7, 8]");
    }

    @Test
    void shouldNotCountWhatFailed() {
        ReleaseLedger ledger = ReleaseLedger.in(directory);
        ledger.add(piece(7, 200, false));

        assertThat(ledger.reaches(GOAL)).isFalse();
        assertThat(ledger.allPassed()).isFalse();
        assertThat(ReleaseLedger.in(directory).summary(GOAL)).contains("I2");
    }

    @Test
    void shouldSayWhereProcessesHaltedLeastInThePiecesThatPassed() {
        ReleaseLedger ledger = ReleaseLedger.in(directory);
        ledger.add(piece(7, 60, true));
        ledger.add(piece(8, 60, true));
        ledger.add(piece(9, 60, false));

        assertThat(ReleaseLedger.in(directory).summary(GOAL))
                .contains("least halts at a crash point: 2 (sweep-half-done)", "failed: [9 [I2]]");
    }

    @Test
    void shouldListAPieceThatCameToNoResultAndGoOnWithTheNextOne() {
        ReleaseLedger.in(directory).addBroken(7, "no servers");

        ReleaseLedger again = ReleaseLedger.in(directory);
        assertThat(again.nextSeed(7)).isEqualTo(8);
        assertThat(again.failures()).isEqualTo(1);
        assertThat(again.summary(GOAL)).contains("0 of 100 kills", "7 [no servers]");
    }

    @Test
    void shouldDoAPieceAgainWhoseLineWasCutOff() throws Exception {
        ReleaseLedger.in(directory).add(piece(7, 60, true));
        Files.writeString(directory.resolve("pieces.jsonl"), "\n{\"seed\":8,\"oper", StandardOpenOption.APPEND);

        ReleaseLedger again = ReleaseLedger.in(directory);
        assertThat(again.nextSeed(7)).isEqualTo(8);
        again.add(piece(8, 40, true));

        assertThat(ReleaseLedger.in(directory).reaches(GOAL)).isTrue();
    }

    @Test
    void shouldCountAPieceOfBeforeRequestsAndOperationsWereToldApart() throws Exception {
        String line =
                "{\"seed\":7,\"operations\":2000,\"unknown\":1,\"faults\":{\"kill\":100},\"failed\":[],\"seconds\":1}";
        Files.writeString(directory.resolve("pieces.jsonl"), line);

        assertThat(ReleaseLedger.in(directory).reaches(GOAL)).isTrue();
    }

    private static ChaosResult piece(long seed, int kills, boolean held) {
        return new ChaosResult(
                held,
                seed,
                Map.of("kill", kills),
                Map.of("id-diff-half-done", kills, "sweep-half-done", 1),
                0,
                new PoisonReport(Map.of(), 0, 0, List.of(), List.of()),
                900,
                1_000,
                1,
                "",
                List.of(new Finding("I2", "no invention", held, "")),
                1);
    }
}
