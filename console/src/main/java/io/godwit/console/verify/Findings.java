package io.godwit.console.verify;

import io.godwit.console.verify.Difference.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what differs for certain. For one thread. */
final class Findings implements AutoCloseable {
    private final DifferenceFile file;
    private final Announcer announcer;
    private final Board board;
    private final List<Difference> first = new ArrayList<>();
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    Findings(DifferenceFile file, Announcer announcer, Board board) {
        this.file = file;
        this.announcer = announcer;
        this.board = board;
    }

    void add(Difference difference) throws IOException {
        file.add(difference);
        counts.merge(difference.kind(), 1L, Long::sum);
        board.differs(difference.key().collection());
        if (first.size() < Verification.LISTED) {
            first.add(difference);
        }
        announcer.differs(difference);
    }

    /** Whether the reader of a report will see the next one. */
    boolean listsNext() {
        return first.size() < Verification.LISTED;
    }

    List<Difference> first() {
        return first;
    }

    Map<Kind, Long> counts() {
        return counts;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
