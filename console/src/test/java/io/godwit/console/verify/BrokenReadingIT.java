package io.godwit.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.console.verify.Pair.Doc;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RecordingRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between the verification and both clusters there is a network that fails. */
class BrokenReadingIT {
    private static final String INDEX = "broken-reading";
    private static final int SHARDS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Rechecks QUICK =
            new Rechecks(CatchUp.NOTHING_MOVES, Duration.ofSeconds(30), 2, Duration.ofMillis(10));

    @TempDir
    Path directory;

    private final RecordingRelay truth =
            RecordingRelay.to(Sandbox.search(SearchVersion.ELASTICSEARCH_6_8).address());
    private final RecordingRelay copy =
            RecordingRelay.to(Sandbox.search(SearchVersion.OPENSEARCH_3).address());
    private final Pair direct = Pair.of(SearchVersion.ELASTICSEARCH_6_8, SearchVersion.OPENSEARCH_3);
    private final Pair relayed = Pair.through(truth.address(), copy.address(), PATIENCE);

    @BeforeEach
    void fill() {
        direct.create(direct.truth, INDEX, SHARDS);
        direct.create(direct.copy, INDEX, SHARDS);
        List<Doc> documents = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            documents.add(Doc.of("id" + i, "{\"n\":" + i + ",\"text\":\"" + "x".repeat(300) + "\"}"));
        }
        direct.writeBoth(INDEX, documents);
    }

    @AfterEach
    void closeAll() {
        // what a broken connection left open; a search that still runs may open one after all
        await().atMost(PATIENCE).until(() -> {
            direct.truth.delete("/_search/scroll/_all");
            direct.copy.delete("/_search/point_in_time/_all");
            return Pair.openContexts(direct.truth) + Pair.openContexts(direct.copy) == 0;
        });
        relayed.close();
        direct.close();
        truth.close();
        copy.close();
    }

    @Test
    void shouldFailWhenAConnectionIsCutAndReadOnlyTheRestNextTime() throws IOException {
        truth.delay(Duration.ofMillis(20));
        CompletableFuture<VerificationReport> first =
                CompletableFuture.supplyAsync(this::verify, Thread::startVirtualThread);
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> finished(Party.TRUTH) >= 2);
        truth.refuse();

        assertThat(first.orTimeout(60, TimeUnit.SECONDS).join()).isInstanceOf(VerificationReport.Failed.class);

        long kept = finished(Party.TRUTH);
        assertThat(kept).isBetween(2L, SHARDS - 1L);
        truth.accept();
        truth.delay(Duration.ZERO);
        truth.forget();

        assertThat(verify()).isInstanceOf(VerificationReport.Equal.class);
        assertThat(slicesAsked(truth)).isEqualTo(SHARDS - kept);
    }

    @Test
    void shouldFailWhenAnAnswerStalls() {
        copy.delay(Duration.ofMillis(50));
        Pair impatient = Pair.through(truth.address(), copy.address(), Duration.ofSeconds(2));
        CompletableFuture<VerificationReport> report =
                CompletableFuture.supplyAsync(() -> verify(impatient), Thread::startVirtualThread);
        await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> copy.bytesToClient() > 100_000);
        copy.freeze();

        assertThat(report.orTimeout(60, TimeUnit.SECONDS).join())
                .isInstanceOfSatisfying(
                        VerificationReport.Failed.class,
                        failed -> assertThat(failed.reason())
                                .contains(copy.address().toString())
                                .containsAnyOf("got no answer", "nothing came for"));
        copy.thaw();
        copy.delay(Duration.ZERO);
        impatient.close();
        assertThat(verify()).isInstanceOf(VerificationReport.Equal.class);
    }

    @Test
    void shouldFailWhenASideCannotBeReached() {
        copy.refuse();

        assertThat(verify())
                .isInstanceOfSatisfying(
                        VerificationReport.Failed.class,
                        failed -> assertThat(failed.reason())
                                .contains(copy.address().toString())
                                .contains("got no answer"));
    }

    @Test
    void shouldReadAgainWhatWasReadOfAnotherGeneration() throws IOException {
        copy.refuse();
        verify();
        direct.create(direct.truth, INDEX, SHARDS);
        copy.accept();

        assertThat(verify().summary()).isEqualTo("0 records compared: 2000 extra");
    }

    @Test
    void shouldRefuseTwoAtATime() throws IOException {
        Workspace workspace = Workspace.in(directory, "run");
        try (RunDirectory busy = RunDirectory.open(workspace)) {
            assertThat(verify().summary()).contains("'run' is running already").contains(directory.toString());
            busy.clear();
        }
        assertThat(verify()).isInstanceOf(VerificationReport.Equal.class);
    }

    private VerificationReport verify() {
        return verify(relayed);
    }

    private VerificationReport verify(Pair pair) {
        return Verification.run(
                new VerificationSettings(
                        pair.truth,
                        pair.copy,
                        Scope.of(List.of(INDEX)),
                        new Expectation.Revisions(0),
                        QUICK,
                        Workspace.in(directory, "run")),
                VerificationListener.NONE);
    }

    private long finished(Party party) throws IOException {
        Path spills = directory.resolve("run").resolve("read").resolve("collection-0");
        if (!Files.exists(spills)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(spills)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(party.text()) && name.endsWith(".spill"))
                    .count();
        }
    }

    private static long slicesAsked(RecordingRelay relay) {
        return relay.requests().stream()
                .filter(request -> request.target().contains("/_search?scroll="))
                .count();
    }
}
