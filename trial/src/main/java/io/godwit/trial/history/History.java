package io.godwit.trial.history;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.trial.history.Completion.Unknown;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of a trial: in memory by record, and appended to {@code history.jsonl} of the run's directory. A
 * history that is opened again goes on where the last piece of the run ended; what had no answer then is of unknown
 * outcome. Thread-safe.
 */
public final class History implements AutoCloseable {
    /** Beginning of the id of a record whose real id only its server knows. */
    public static final String NAMED_BY_SERVER = "named by the server ";

    private static final String FILE = "history.jsonl";

    private final Map<RecordKey, List<Operation>> records = new LinkedHashMap<>();
    private final Map<Long, Operation> open = new HashMap<>();
    private final Swings swings = new Swings();
    private final BufferedWriter file;
    private final long origin;
    private long lastId;
    private long lastTime;
    private int pieces;
    private long begun;

    private History(Path directory, long seed) throws IOException {
        Files.createDirectories(directory);
        Path path = directory.resolve(FILE);
        if (Files.exists(path)) {
            load(path, seed);
        }
        file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        origin = Math.max(System.currentTimeMillis() * 1_000_000L, lastTime + 1) - System.nanoTime();
        pieces++;
        if (Files.size(path) > 0) {
            file.newLine();
        }
        write(HistoryLines.other(Map.of("piece", pieces, "seed", seed, "t", now())));
        file.flush();
    }

    /** The history in that directory, new or gone on with; another seed than its own is refused. */
    public static History open(Path directory, long seed) {
        try {
            return new History(directory, seed);
        } catch (IOException e) {
            throw new UncheckedIOException("history in " + directory + " cannot be opened", e);
        }
    }

    /** Nanoseconds since 1970, never going back, also from piece to piece. */
    public long now() {
        return origin + System.nanoTime();
    }

    /** Which piece of the run this is, from 1. */
    public int piece() {
        return pieces;
    }

    /** An id for an operation that is about to begin; unique in the whole run. */
    public synchronized long nextId() {
        return ++lastId;
    }

    /** Client {@code client} is about to send this. */
    public synchronized Operation begin(long id, int client, RecordKey record, Effect effect) {
        Operation operation = new Operation(id, client, record, effect, now());
        begun++;
        add(operation);
        write(HistoryLines.begin(operation));
        return operation;
    }

    /** The operation is over, as far as its client knows. */
    public synchronized void end(Operation operation, Completion completion) {
        open.remove(operation.id());
        operation.completed(completion);
        write(HistoryLines.end(operation));
    }

    /** The server has given the record its id: it is another one than the operation began with. */
    public synchronized Operation named(Operation operation, RecordKey record) {
        Operation named = rename(operation, record);
        write(HistoryLines.other(Map.of("named", operation.id(), "record", record.toString(), "t", now())));
        return named;
    }

    /** Clients begin to be moved. */
    public synchronized void swinging() {
        long at = now();
        swings.begin(at);
        write(HistoryLines.other(Map.of("swinging", true, "t", at)));
    }

    /** Clients are on {@code side} now. */
    public synchronized void swung(Side side) {
        long at = now();
        swings.end(at, side);
        write(HistoryLines.other(Map.of("swung", side.name(), "t", at)));
    }

    public Swings swings() {
        return swings;
    }

    /** All records that an operation was about, and their operations in the order in which they began. */
    public synchronized Map<RecordKey, List<Operation>> records() {
        Map<RecordKey, List<Operation>> copy = new LinkedHashMap<>();
        records.forEach((record, operations) -> copy.put(record, List.copyOf(operations)));
        return Collections.unmodifiableMap(copy);
    }

    /** How many operations began in this piece. */
    public synchronized long begun() {
        return begun;
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("history cannot be closed", e);
        }
    }

    private void add(Operation operation) {
        records.computeIfAbsent(operation.record(), _ -> new ArrayList<>(2)).add(operation);
        open.put(operation.id(), operation);
    }

    private Operation rename(Operation operation, RecordKey record) {
        records.remove(operation.record());
        Operation named =
                new Operation(operation.id(), operation.client(), record, operation.effect(), operation.sent());
        add(named);
        return named;
    }

    private void write(String line) {
        try {
            file.write(line);
            file.newLine();
            file.flush(); // what was sent is known, also if this process is killed
        } catch (IOException e) {
            throw new UncheckedIOException("history cannot be written", e);
        }
    }

    private void load(Path path, long seed) throws IOException {
        try (var lines = Files.lines(path)) {
            lines.filter(line -> !line.isBlank()).forEach(line -> parse(line).ifPresent(parsed -> take(parsed, seed)));
        }
        endPiece();
    }

    /** Who waited for an answer then waits no more. */
    private void endPiece() {
        for (Operation operation : open.values()) {
            operation.completed(new Unknown(lastTime, "the run ended before its answer"));
        }
        open.clear();
    }

    /** A line that a kill cut off says nothing. */
    private static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(HistoryLines.parse(line));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private void take(JsonNode line, long seed) {
        long at = line.path("t").asLong();
        if (line.has("piece")) {
            endPiece();
        }
        lastTime = Math.max(lastTime, at);
        if (line.has("piece")) {
            requireSeed(line.path("seed").asLong(), seed);
            pieces = line.path("piece").asInt();
        } else if (line.has("begin")) {
            Operation operation = HistoryLines.operation(line);
            lastId = Math.max(lastId, operation.id());
            add(operation);
        } else if (line.has("named")) {
            Operation operation = open.get(line.path("named").asLong());
            if (operation != null) {
                var unused =
                        rename(operation, RecordKey.parse(line.path("record").asString()));
            }
        } else if (line.has("swinging")) {
            swings.begin(at);
        } else if (line.has("swung")) {
            swings.end(at, Side.valueOf(line.path("swung").asString()));
        } else {
            takeEnd(line);
        }
    }

    private void takeEnd(JsonNode line) {
        for (String kind : List.of("done", "without-effect", "not-executed", "unknown")) {
            Operation operation = line.has(kind) ? open.remove(line.path(kind).asLong()) : null;
            if (operation != null) {
                operation.completed(HistoryLines.completion(line));
            }
        }
    }

    private static void requireSeed(long found, long seed) {
        if (found != seed) {
            throw new IllegalArgumentException("the run's seed is " + found + ", not " + seed
                    + "; a run goes on with its own seed, or in another directory");
        }
    }
}
