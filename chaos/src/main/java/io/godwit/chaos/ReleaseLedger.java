package io.godwit.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The finished pieces of a long campaign, one JSON object a line, so that it can be stopped after any piece and gone on
 * with later. Each piece has a seed of its own.
 */
public final class ReleaseLedger {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // lines of before there was a field
            .build();

    /** What a campaign must come to: no failure in 2,000 kills says less than 0.15 % a kill (95 %). */
    public record Goal(int kills, long operations) {
        /** Checks. */
        public Goal {
            if (kills < 1 || operations < 1) {
                throw new IllegalArgumentException(
                        "--release-kills is " + kills + " and --release-ops " + operations + "; must be 1 or more");
            }
        }
    }

    /**
     * A finished piece.
     *
     * @param requests that clients sent
     * @param operations on records that were in these; lines of before they were told apart have the requests here
     * @param unknown requests that got no answer
     * @param faults how many of each kind
     * @param halts crash points, each with how often a process halted there
     * @param failed names of the invariants that did not hold
     */
    public record Piece(
            long seed,
            long requests,
            long operations,
            long unknown,
            Map<String, Integer> faults,
            Map<String, Integer> halts,
            List<String> failed,
            double seconds) {
        public Piece {
            faults = Map.copyOf(faults);
            // lines of before there was a tour have none
            halts = halts == null ? Map.of() : Map.copyOf(halts);
            failed = List.copyOf(failed);
        }

        int kills() {
            return faults.getOrDefault("kill", 0);
        }
    }

    private final Path file;
    private final List<Piece> pieces = new ArrayList<>();

    private ReleaseLedger(Path file) {
        this.file = file;
    }

    /** Reads what is there; a line that a kill cut off is no piece. */
    public static ReleaseLedger in(Path directory) {
        ReleaseLedger ledger = new ReleaseLedger(directory.resolve("pieces.jsonl"));
        try {
            Files.createDirectories(directory);
            if (Files.exists(ledger.file)) {
                Files.readAllLines(ledger.file).forEach(ledger::take);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + ledger.file, e);
        }
        return ledger;
    }

    /** The seed of the next piece, if {@code first} is that of the first one. */
    public long nextSeed(long first) {
        return pieces.isEmpty() ? first : pieces.getLast().seed() + 1;
    }

    /** Whether the pieces that passed come to the goal. */
    public boolean reaches(Goal goal) {
        return kills() >= goal.kills() && operations() >= goal.operations();
    }

    /** Whether no piece failed. */
    public boolean allPassed() {
        return failures() == 0;
    }

    /** How many pieces failed. */
    public int failures() {
        return (int) pieces.stream().filter(piece -> !piece.failed().isEmpty()).count();
    }

    /** Notes a finished piece. */
    public void add(ChaosResult result) {
        List<String> failed = result.findings().stream()
                .filter(finding -> !finding.held())
                .map(finding -> finding.invariant())
                .toList();
        add(new Piece(
                result.seed(),
                result.requests(),
                result.operations(),
                result.unknown(),
                result.faults(),
                result.halts(),
                failed,
                result.seconds()));
    }

    /** Notes a piece that came to no result. */
    public void addBroken(long seed, String why) {
        add(new Piece(seed, 0, 0, 0, Map.of(), Map.of(), List.of(why), 0));
    }

    private void add(Piece piece) {
        try {
            // begins with a line end: what a kill has cut off must not swallow this one
            String line = (Files.exists(file) ? "\n" : "") + JSON.writeValueAsString(piece);
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        pieces.add(piece);
    }

    /** All of it in one line. */
    public String summary(Goal goal) {
        return String.format(
                Locale.ROOT,
                "%d pieces, %d of %d kills, %,d of %,d operations, least halts at a crash point: %s, failed: %s, seeds %s",
                pieces.size(),
                kills(),
                goal.kills(),
                operations(),
                goal.operations(),
                leastHalts(),
                pieces.stream()
                        .filter(piece -> !piece.failed().isEmpty())
                        .map(piece -> piece.seed() + " " + piece.failed())
                        .toList(),
                pieces.stream().map(Piece::seed).toList());
    }

    /** Over the pieces that passed: the number, and the points that have no more. */
    private String leastHalts() {
        Map<String, Integer> halts = new TreeMap<>();
        passed().forEach(piece -> piece.halts().forEach((point, times) -> halts.merge(point, times, Integer::sum)));
        return halts.values().stream()
                .min(Integer::compare)
                .map(least -> least + " ("
                        + halts.keySet().stream()
                                .filter(point -> least.equals(halts.get(point)))
                                .collect(Collectors.joining(", "))
                        + ")")
                .orElse("none");
    }

    private Stream<Piece> passed() {
        return pieces.stream().filter(piece -> piece.failed().isEmpty());
    }

    private int kills() {
        return passed().mapToInt(Piece::kills).sum();
    }

    private long operations() {
        return passed().mapToLong(Piece::operations).sum();
    }

    private void take(String line) {
        if (line.isBlank()) {
            return;
        }
        try {
            pieces.add(JSON.readValue(line, Piece.class));
        } catch (JacksonException e) {
            // cut off: the piece is done again
        }
    }
}
