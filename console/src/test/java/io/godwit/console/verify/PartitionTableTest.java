package io.godwit.console.verify;

import static io.godwit.console.verify.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.schemas.Revision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTableTest {
    private final List<String> doubts = new ArrayList<>();

    @Test
    void equalRecordsRaiseNoDoubt() {
        compare(
                new Expectation.Bodies(),
                List.of(entry("a", null, 1, 1, 5), entry("b", "r", 1, 2, 6)),
                List.of(entry("b", "r", 9, 9, 6), entry("a", null, 9, 9, 5)));

        assertThat(doubts).isEmpty();
    }

    @Test
    void namesEachKind() {
        long right = Revision.of(0, 1, 4).value();
        compare(
                new Expectation.Revisions(0),
                List.of(
                        entry("missing", null, 1, 1, 5),
                        entry("different", null, 1, 4, 5),
                        entry("stale", null, 1, 4, 5),
                        entry("ahead", null, 1, 4, 5),
                        entry("equal", null, 1, 4, 5),
                        entry("routing", "r", 1, 4, 5)),
                List.of(
                        entry("different", null, right, 1, 6),
                        entry("stale", null, right - 1, 1, 5),
                        entry("ahead", null, right + 1, 1, 5),
                        entry("equal", null, right, 1, 5),
                        entry("routing", null, right, 1, 5),
                        entry("extra", null, right, 1, 5)));

        assertThat(doubts)
                .containsExactlyInAnyOrder(
                        "missing null MISSING",
                        "different null DIFFERENT",
                        "stale null STALE",
                        "ahead null AHEAD",
                        "routing r ROUTING",
                        "routing null EXTRA",
                        "extra null EXTRA");
    }

    @Test
    void versionsDoNotCountWhereOnlyBodiesAreExpected() {
        compare(
                new Expectation.Bodies(),
                List.of(entry("a", null, 1, 4, 5)),
                List.of(entry("a", null, Revision.of(0, 1, 3).value(), 1, 5)));

        assertThat(doubts).isEmpty();
    }

    @Test
    void oneIdUnderTwoRoutingsIsTwoRecords() {
        compare(
                new Expectation.Bodies(),
                List.of(entry("a", "r", 1, 4, 5), entry("a", "s", 1, 4, 6), entry("a", null, 1, 4, 7)),
                List.of(entry("a", "s", 1, 4, 6), entry("a", null, 1, 4, 7), entry("a", "t", 1, 4, 5)));

        assertThat(doubts).containsExactlyInAnyOrder("a t EXTRA", "a r ROUTING");
    }

    @Test
    void nothingToCompareWithIsMissing() {
        compare(new Expectation.Bodies(), List.of(entry("a", null, 1, 4, 5)), List.of());
        compare(new Expectation.Bodies(), List.of(), List.of(entry("b", null, 1, 4, 5)));

        assertThat(doubts).containsExactly("a null MISSING", "b null EXTRA");
    }

    @Test
    void whatIsListedTwiceCannotBeTrusted() {
        Entry a = entry("a", null, 1, 4, 5);

        assertThatThrownBy(() -> compare(new Expectation.Bodies(), List.of(a, a), List.of()))
                .isInstanceOf(ReadFailedException.class)
                .hasMessage("the truth lists c/a twice");
        assertThatThrownBy(() -> compare(new Expectation.Bodies(), List.of(a), List.of(a, a)))
                .isInstanceOf(ReadFailedException.class)
                .hasMessage("the copy lists c/a twice");
    }

    @Test
    void findsEachOfManyIds() {
        List<Entry> truth = new ArrayList<>();
        List<Entry> copy = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            truth.add(entry("id" + i, null, 1, i, i));
            copy.add(entry("id" + i, null, 1, i, i == 4711 ? -1 : i));
        }
        copy.removeIf(entry -> Entries.text(entry.id()).equals("id77"));
        compare(new Expectation.Bodies(), truth, copy);

        assertThat(doubts).containsExactlyInAnyOrder("id4711 null DIFFERENT", "id77 null MISSING");
    }

    private void compare(Expectation expectation, List<Entry> truth, List<Entry> copy) {
        EntryBytes bytes = new EntryBytes(0);
        truth.forEach(bytes::add);
        PartitionTable table =
                new PartitionTable("c", new Judgement(expectation), bytes, truth.size(), (entry, kind) -> {
                    byte[] routing = entry.routing();
                    doubts.add(Entries.text(entry.id()) + " " + (routing == null ? null : Entries.text(routing)) + " "
                            + kind);
                });
        copy.forEach(table::compare);
        table.finish();
        assertThat(table.count()).isEqualTo(truth.size());
    }
}
