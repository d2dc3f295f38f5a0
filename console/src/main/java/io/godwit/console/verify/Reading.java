package io.godwit.console.verify;

import io.godwit.console.verify.PageReader.Page;
import io.godwit.console.verify.RunPlan.Collection;
import io.godwit.console.verify.RunPlan.Division;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads all documents of both sides to disk, two slices of each side at a time. The first failure ends it with the next page. */
final class Reading {
    private static final int READERS_PER_SIDE = 2;

    private final RunDirectory directory;
    private final Board board;
    private final ClusterReader truth;
    private final ClusterReader copy;
    private volatile boolean givenUp;

    Reading(RunDirectory directory, Board board, ClusterReader truth, ClusterReader copy) {
        this.directory = directory;
        this.board = board;
        this.truth = truth;
        this.copy = copy;
    }

    /** Returns when every slice of these collections is on disk. */
    void read(List<Collection> collections) throws InterruptedException {
        try (ExecutorService truthReaders = readers(Party.TRUTH);
                ExecutorService copyReaders = readers(Party.COPY)) {
            FirstFailure all = new FirstFailure();
            try {
                for (Collection collection : collections) {
                    slices(collection, truth).forEach(task -> all.add(task, truthReaders));
                    slices(collection, copy).forEach(task -> all.add(task, copyReaders));
                }
                all.await();
            } catch (InterruptedException e) {
                truthReaders.shutdownNow();
                copyReaders.shutdownNow();
                throw e;
            } catch (RuntimeException e) {
                // not interrupted: a search whose opening is not heard of stays open at the server
                givenUp = true;
                throw e;
            }
        }
    }

    private static ExecutorService readers(Party party) {
        return Executors.newFixedThreadPool(
                READERS_PER_SIDE,
                Thread.ofPlatform()
                        .daemon()
                        .name("verify-" + party.text() + "-", 0)
                        .factory());
    }

    private List<Runnable> slices(Collection collection, ClusterReader side) {
        Optional<Division> division = collection.division(side.party());
        List<Runnable> tasks = new ArrayList<>();
        division.ifPresent(parts -> {
            for (int number = 0; number < parts.slices(); number++) {
                Slice slice = new Slice(number, parts.slices());
                tasks.add(() -> readOrKeep(collection, side, slice, parts.pageSize()));
            }
        });
        return tasks;
    }

    private void readOrKeep(Collection collection, ClusterReader side, Slice slice, int pageSize) {
        if (givenUp) {
            return;
        }
        try {
            Optional<Spill> kept = directory.kept(collection, side.party(), slice);
            if (kept.isPresent()) {
                try (Spill spill = kept.get()) {
                    board.read(collection.name(), side.party(), spill.entries());
                }
                return;
            }
            readSlice(collection, side, slice, pageSize);
        } catch (IOException e) {
            throw new UncheckedIOException("slice " + slice + " of " + collection.name() + " cannot be kept", e);
        }
    }

    private void readSlice(Collection collection, ClusterReader side, Slice slice, int pageSize) throws IOException {
        try (SpillWriter spill =
                        new SpillWriter(directory.spill(collection, side.party(), slice), collection.partitions());
                Pages pages = side.pages(collection.name(), slice, pageSize, spill)) {
            long total = readPages(collection, side, pages);
            if (spill.count() != total) {
                throw new ReadFailedException("the " + side.party().text() + " gave " + spill.count() + " of " + total
                        + " documents of slice " + slice.number() + " of " + collection.name());
            }
            spill.finish();
        }
    }

    /** Answers how many documents there should have been. */
    private long readPages(Collection collection, ClusterReader side, Pages pages) {
        Page page = pages.next();
        long total = page.total()
                .orElseThrow(() -> new ReadFailedException("the " + side.party().text()
                        + " did not tell how many documents " + collection.name() + " has"));
        for (long read = 0; ; page = pages.next()) {
            read += page.documents();
            board.read(collection.name(), side.party(), page.documents());
            if (page.documents() == 0 || read >= total) {
                return total;
            }
            if (givenUp) {
                throw new ReadFailedException("given up, because another slice cannot be read");
            }
        }
    }
}
