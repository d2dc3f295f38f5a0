package io.godwit.console.verify;

import io.godwit.console.verify.Difference.Kind;
import io.godwit.console.verify.RunPlan.Collection;
import io.godwit.console.verify.RunPlan.Division;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Compares what was read, partition by partition, and notes what seems to differ. For one thread. */
final class Comparing {
    private final RunDirectory directory;
    private final Judgement judgement;
    private final Board board;
    private final DoubtFile.Writer doubts;

    Comparing(RunDirectory directory, Judgement judgement, Board board, DoubtFile.Writer doubts) {
        this.directory = directory;
        this.judgement = judgement;
        this.board = board;
        this.doubts = doubts;
    }

    void compare(Collection collection) throws IOException, InterruptedException {
        List<Spill> truth = new ArrayList<>();
        List<Spill> copy = new ArrayList<>();
        try {
            open(collection, Party.TRUTH, truth);
            open(collection, Party.COPY, copy);
            for (int partition = 0; partition < collection.partitions(); partition++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                compare(collection.name(), partition, truth, copy);
            }
        } finally {
            close(truth);
            close(copy);
        }
    }

    private void open(Collection collection, Party party, List<Spill> into) throws IOException {
        int slices = collection.division(party).map(Division::slices).orElse(0);
        for (int number = 0; number < slices; number++) {
            into.add(Spill.open(directory.spill(collection, party, new Slice(number, slices)), collection.partitions())
                    .orElseThrow(() -> new ReadFailedException(
                            "what was read of " + collection.name() + " is no longer on disk")));
        }
    }

    private void compare(String collection, int partition, List<Spill> truth, List<Spill> copy) throws IOException {
        long bytes = truth.stream().mapToLong(spill -> spill.bytes(partition)).sum();
        long entries =
                truth.stream().mapToLong(spill -> spill.entries(partition)).sum();
        EntryBytes loaded = new EntryBytes(Math.toIntExact(bytes));
        for (Spill spill : truth) {
            spill.load(partition, loaded);
        }
        PartitionTable table = new PartitionTable(
                collection, judgement, loaded, entries, (entry, kind) -> doubt(collection, entry, kind));
        for (Spill spill : copy) {
            compare(table, spill, partition);
        }
        table.finish();
        board.compared(table.count());
    }

    private static void compare(PartitionTable table, Spill copy, int partition) throws IOException {
        EntryBytes loaded = new EntryBytes(Math.toIntExact(copy.bytes(partition)));
        copy.load(partition, loaded);
        EntryBytes.Cursor cursor = loaded.cursor();
        while (cursor.hasNext()) {
            table.compare(cursor.next());
        }
    }

    private void doubt(String collection, Entry entry, Kind kind) {
        try {
            doubts.add(new Doubt(collection, entry.id(), entry.routing(), kind == Kind.ROUTING, null));
        } catch (IOException e) {
            throw new UncheckedIOException("a difference in " + collection + " cannot be noted", e);
        }
        board.doubts(doubts.count());
    }

    private static void close(List<Spill> spills) throws IOException {
        for (Spill spill : spills) {
            spill.close();
        }
    }
}
