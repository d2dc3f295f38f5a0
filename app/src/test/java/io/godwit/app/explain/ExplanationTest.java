package io.godwit.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.Side;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Hits NONE = new Hits(Set.of(), Optional.empty(), 0);
    private static final Hits FAILED = Hits.failed("http://user:secret@old does not answer");

    @Test
    void shouldSayThatNothingIsKnownOnlyWhereBothWereAsked() {
        Explanation explanation = explanation(List.of(), 0, NONE);

        assertThat(explanation.text(100)).endsWith("no topic tells of it, and neither cluster has it.");
        assertThat(explanation.unknown()).isFalse();
    }

    @Test
    void shouldFailClosedWhereAClusterCouldNotBeAsked() {
        Explanation explanation = explanation(List.of(), 0, FAILED);

        assertThat(explanation.unknown()).isTrue();
        assertThat(explanation.text(100))
                .contains("not both clusters could be asked for it.")
                .contains("NOTE: the source could not be searched for this id")
                .endsWith("http://old does not answer");
        assertThat(explanation.json())
                .contains("\"searched\":{\"source\":{\"failure\":\"http://old does not answer\",\"leftOut\":0},"
                        + "\"target\":{\"failure\":null,\"leftOut\":0}}");
    }

    @Test
    void shouldTellHowManyRecordsWereNotLookedAt() {
        Explanation explanation = explanation(List.of(), 0, new Hits(Set.of(), Optional.empty(), 2));

        assertThat(explanation.unknown()).isTrue();
        assertThat(explanation.text(100)).contains("the source has 2 more records of this id");
        assertThat(explanation(List.of(), 21, NONE).unknown()).isTrue();
    }

    @Test
    void shouldNotCallEqualWhatWasNotComparedOnBothSides() {
        Told told = new Told().source(Told.written(3, "{}"));

        assertThat(explanation(List.of(told.account()), 1, NONE).unknown()).isTrue();
        Account equal = told.target(Told.followed(0, 3, "{}")).account();
        assertThat(explanation(List.of(equal), 1, NONE).unknown()).isFalse();
    }

    private static Explanation explanation(List<Account> accounts, int found, Hits source) {
        return new Explanation(
                Question.parse("7", Optional.empty(), Optional.empty()),
                accounts,
                found,
                Map.of(Side.SOURCE, source, Side.TARGET, NONE),
                0);
    }
}
