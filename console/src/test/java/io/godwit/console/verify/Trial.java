package io.godwit.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.verify.Difference.Kind;
import io.godwit.console.verify.Pair.Doc;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.RecordKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verifications of two real clusters in one directory, and what they said. */
final class Trial implements AutoCloseable {
    static final String INDEX = "verified";
    static final Rechecks QUICK = new Rechecks(CatchUp.NOTHING_MOVES, Duration.ofSeconds(30), 4, Duration.ofMillis(10));

    final Pair pair;
    final List<Difference> heard = new ArrayList<>();
    private final Path directory;

    private Trial(Pair pair, Path directory) {
        this.pair = pair;
        this.directory = directory;
    }

    static Trial of(SearchVersion truth, SearchVersion copy, Path directory) {
        return new Trial(Pair.of(truth, copy), directory);
    }

    VerificationReport verify(Expectation expectation, Rechecks rechecks) {
        return verify(Scope.of(List.of(INDEX)), expectation, rechecks);
    }

    VerificationReport verify(Scope scope, Expectation expectation, Rechecks rechecks) {
        VerificationSettings settings = new VerificationSettings(
                pair.truth, pair.copy, scope, expectation, rechecks, Workspace.in(directory, "run"));
        return Verification.run(settings, new VerificationListener() {
            @Override
            public void differs(Difference difference) {
                heard.add(difference);
            }
        });
    }

    /** No verification leaves a search open at a server. */
    @Override
    public void close() {
        try (pair) {
            assertThat(Pair.openContexts(pair.truth)).isZero();
            assertThat(Pair.openContexts(pair.copy)).isZero();
        }
    }

    static List<Map.Entry<RecordKey, Kind>> kinds(VerificationReport report) {
        return switch (report) {
            case VerificationReport.Different different ->
                different.first().stream()
                        .map(difference -> Map.entry(difference.key(), difference.kind()))
                        .toList();
            case VerificationReport.Equal equal -> throw new AssertionError(equal);
            case VerificationReport.Failed failed -> throw new AssertionError(failed);
        };
    }

    static List<Doc> documents(int count) {
        List<Doc> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(doc(i));
        }
        return documents;
    }

    static Doc doc(int i) {
        @Nullable String routing = i % 7 == 3 ? "route " + i % 5 : null;
        return new Doc("id " + i, routing, """
                {"name":"smörgås %d","tags":["a","b",null],"lines":[{"sku":"x","price":10.50}],"big":12345678901234567890}""".formatted(i));
    }
}
