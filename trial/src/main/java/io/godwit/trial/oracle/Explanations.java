package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.NotExecuted;
import io.godwit.trial.history.Completion.Pending;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Completion.WithoutEffect;
import io.godwit.trial.history.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of a record that differs what each side holds, what it may hold, and who did what to it. */
final class Explanations {
    private static final int OPERATIONS_SHOWN = 200;
    private static final int SOURCE_SHOWN = 2_000;

    private final Promises promises;
    private final Documents source;
    private final Documents target;

    Explanations(Promises promises, Documents source, Documents target) {
        this.promises = promises;
        this.source = source;
        this.target = target;
    }

    /** @param others records of the same id that are found somewhere with other routing */
    Difference of(RecordKey record, String what, Set<RecordKey> others) {
        String elsewhere = others.isEmpty() ? "" : "; found with other routing: " + others;
        return new Difference(
                record,
                what + elsewhere,
                held(source.get(record)),
                held(target.get(record)),
                promises.model(record).allowed(),
                operations(record));
    }

    /** Writes what was found to a new file. */
    static Path write(Path directory, String summary, List<Difference> differences, List<String> more) {
        try {
            Files.createDirectories(directory);
            Path report = Files.createTempFile(directory, "differences-", ".txt");
            String text = differences.stream().map(Difference::text).collect(Collectors.joining("\n"));
            Files.writeString(report, summary + "\n\n" + String.join("\n", more) + "\n\n" + text);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("no report could be written to " + directory, e);
        }
    }

    private static String held(Optional<Found> found) {
        if (found.isEmpty()) {
            return "nothing";
        }
        String text = Canonical.text(found.get().source());
        String shown = text.length() > SOURCE_SHOWN ? text.substring(0, SOURCE_SHOWN) + "..." : text;
        return found.get().mark() + ": " + shown;
    }

    private List<String> operations(RecordKey record) {
        List<Operation> all = promises.operations(record);
        List<String> lines = new ArrayList<>();
        if (all.size() > OPERATIONS_SHOWN) {
            lines.add((all.size() - OPERATIONS_SHOWN) + " older ones are in the history");
        }
        all.subList(Math.max(0, all.size() - OPERATIONS_SHOWN), all.size())
                .forEach(operation -> lines.add(line(operation)));
        return lines;
    }

    private static String line(Operation operation) {
        String answer = switch (operation.completion()) {
            case Done(long at, int status, long term, long seqNo, long version) ->
                time(at) + " " + status + " _seq_no " + seqNo + " _primary_term " + term + " _version " + version;
            case WithoutEffect(long at, int status) -> time(at) + " " + status + ", without effect";
            case NotExecuted(long at, String why) -> time(at) + " not executed: " + why;
            case Unknown(long at, String why) -> time(at) + " UNKNOWN: " + why;
            case Pending() -> "no answer yet";
        };
        return "op-" + operation.id() + " client " + operation.client() + " sent " + time(operation.sent()) + " "
                + operation.effect() + " -> " + answer;
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L)
                .toString();
    }
}
