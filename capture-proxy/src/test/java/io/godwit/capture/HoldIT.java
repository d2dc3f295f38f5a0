package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.CaptureSettings.JournalLimits;
import io.godwit.capture.HoldOutcome.Held;
import io.godwit.capture.HoldOutcome.NotHeld;
import io.godwit.capture.ReleaseOutcome.NotReleased;
import io.godwit.capture.ReleaseOutcome.Released;
import io.godwit.capture.SealOutcome.NotSealed;
import io.godwit.capture.SealOutcome.Sealed;
import io.godwit.capture.TrafficLog.Captured;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Barrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds and releases while clients of an Elasticsearch 6.8 write all the time, typed paths and all. */
class HoldIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String index = "h" + ThreadLocalRandom.current().nextInt(1 << 30);
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean stopped;
    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.between(
                Sandbox.kafka(),
                Sandbox.search(SearchVersion.ELASTICSEARCH_6_8).address(),
                Sandbox.search(SearchVersion.OPENSEARCH_3).address());
        rig.proxy().startCapturing();
    }

    @AfterEach
    void stop() throws InterruptedException {
        stopWriters();
        rig.close();
    }

    @Test
    @Timeout(180)
    void shouldSwingThereAndBackWithoutAnError() throws InterruptedException {
        write(8);
        await().atMost(PATIENCE).until(() -> written.size() > 50);

        Topics back = rig.flow.back();
        swing(Side.TARGET, 1, back);
        int before = written.size();
        await().atMost(PATIENCE).until(() -> written.size() > before + 50);
        swing(Side.SOURCE, 2, rig.flow);
        int again = written.size();
        await().atMost(PATIENCE).until(() -> written.size() > again + 50);
        stopWriters();

        assertThat(errors).isEmpty();
        await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
        List<Captured> forth = rig.log.exchanges();
        List<Captured> there = new TrafficLog(Sandbox.kafka().bootstrapServers(), back).exchanges();
        assertThat(forth).allMatch(Captured::settled);
        assertThat(there).allMatch(Captured::settled);
        assertThat(ids(forth, 0)).isNotEmpty();
        assertThat(ids(there, 1)).isNotEmpty();
        assertThat(ids(forth, 2)).isNotEmpty();
        Set<String> recorded = ids(forth, 0);
        recorded.addAll(ids(there, 1));
        recorded.addAll(ids(forth, 2));
        assertThat(recorded).isEqualTo(written);
        assertThat(forth.size() + there.size()).as("each write once").isEqualTo(written.size());
        assertThat(there).allMatch(captured -> captured.request().getUri().startsWith("/" + index + "/_doc/"));
        assertThat(forth).allMatch(captured -> captured.request().getUri().startsWith("/" + index + "/bird/"));
        assertThat(rig.proxy().status().counts().captured()).isEqualTo(written.size());
    }

    private void swing(Side side, int epoch, Topics flow) {
        HoldOutcome held = rig.proxy().hold(Duration.ofSeconds(30));
        assertThat(held).isInstanceOf(Held.class);
        assertThat(rig.proxy().status().inFlight()).isZero();
        assertThat(rig.send("GET", "/" + index + "/_search", "").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> rig.proxy().status().held() == 8);
        assertThat(rig.proxy().seal()).isEqualTo(new Sealed());
        rig.source.forget();
        rig.target.forget();

        assertThat(rig.proxy().release(side, epoch, flow)).isEqualTo(new Released(8));

        assertThat(rig.proxy().status().side()).isEqualTo(side);
        assertThat(rig.proxy().status().epoch()).isEqualTo(epoch);
        var left = side == Side.SOURCE ? rig.target : rig.source;
        assertThat(left.requests()).noneMatch(RelayedRequest::complete);
    }

    @Test
    @Timeout(180)
    void shouldPutABarrierBehindEveryOutcome() {
        write(4);
        await().atMost(PATIENCE).until(() -> written.size() > 50);

        assertThat(rig.proxy().hold(Duration.ofSeconds(30))).isInstanceOf(Held.class);

        List<TrafficLog.Part> parts = rig.log.parts();
        for (int partition = 0; partition < 4; partition++) {
            int of = partition;
            assertThat(parts)
                    .filteredOn(part -> part.partition() == of)
                    .last()
                    .satisfies(part -> assertThat(part.traffic().getEvent()).isInstanceOf(Barrier.class));
        }
        assertThat(rig.log.exchanges()).allMatch(Captured::settled);
        rig.proxy().release(Side.SOURCE, 0, rig.flow);
    }

    @Test
    @Timeout(180)
    void shouldLetGoByItselfWhenNobodyReleases() {
        write(4);
        await().atMost(PATIENCE).until(() -> written.size() > 20);

        assertThat(rig.proxy().hold(Duration.ofSeconds(3))).isInstanceOf(Held.class);
        int before = written.size();
        await().atMost(PATIENCE).until(() -> !rig.proxy().status().holding());
        await().atMost(PATIENCE).until(() -> written.size() > before + 20);

        assertThat(rig.proxy().seal()).isInstanceOf(NotSealed.class);
        assertThat(rig.proxy().release(Side.TARGET, 1, rig.flow.back())).isInstanceOf(NotReleased.class);
        assertThat(rig.proxy().status().side()).isEqualTo(Side.SOURCE);
        assertThat(rig.target.requests()).isEmpty();
        assertThat(errors).isEmpty();
    }

    @Test
    @Timeout(180)
    void shouldNotHoldWhenAWriteDoesNotFinishInTime() {
        rig.source.delay(Duration.ofMillis(600));
        write(2);
        await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 2);

        assertThat(rig.proxy().hold(Duration.ofMillis(50))).isInstanceOf(NotHeld.class);

        assertThat(rig.proxy().status().holding()).isFalse();
        int before = written.size();
        await().atMost(PATIENCE).until(() -> written.size() > before + 1);
        assertThat(errors).isEmpty();
    }

    @Test
    @Timeout(180)
    void shouldNotWaitForAClientThatDoesNotSendTheWholeOfItsWrite() {
        try (RawClient slow = rig.client()) {
            slow.send("PUT /" + index + "/bird/slow HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 1);

            assertThat(rig.proxy().hold(Duration.ofSeconds(60))).isInstanceOf(Held.class);

            RawClient.Answer answer = slow.answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isNotNull();
        }
        assertThat(rig.proxy().release(Side.SOURCE, 0, rig.flow)).isEqualTo(new Released(0));
        assertThat(rig.source.requests()).noneMatch(RelayedRequest::complete);
    }

    /** Where the way back has no topic yet, routing must stay as it is, and the hold with it. */
    @Test
    @Timeout(180)
    void shouldNotReleaseIntoATopicThatIsNotThere() {
        JournalLimits impatient = new JournalLimits(Duration.ofSeconds(1), 64L << 20, 10_000);
        try (Rig own = Rig.of(
                Sandbox.kafka(),
                Sandbox.search(SearchVersion.OPENSEARCH_3).address(),
                settings -> settings.withJournal(impatient))) {
            own.proxy().startCapturing();
            assertThat(own.proxy().hold(Duration.ofSeconds(60))).isInstanceOf(Held.class);

            assertThat(own.proxy().release(Side.TARGET, 1, new Topics(own.flow.flow() + ".nowhere", 4)))
                    .isInstanceOf(NotReleased.class);

            assertThat(own.proxy().status().holding()).isTrue();
            assertThat(own.proxy().release(Side.SOURCE, 0, own.flow)).isInstanceOf(Released.class);
        }
    }

    @Test
    @Timeout(180)
    void shouldForgetAHeldClientThatGoesAway() {
        rig.proxy().hold(Duration.ofSeconds(60));
        try (RawClient client = rig.client()) {
            client.request("PUT /" + index + "/bird/gone", "{}");
            await().atMost(PATIENCE).until(() -> rig.proxy().status().held() == 1);
        }
        try (RawClient other = rig.client()) {
            other.request("PUT /" + index + "/bird/there", "{}");
            await().atMost(PATIENCE).until(() -> rig.proxy().status().held() == 2);
            rig.proxy().release(Side.SOURCE, 0, rig.flow);
            assertThat(other.answer().status()).isEqualTo(201);
        }
        assertThat(rig.source.requests())
                .extracting(RelayedRequest::target)
                .containsExactly("/" + index + "/bird/there");
    }

    private void write(int clients) {
        for (int i = 0; i < clients; i++) {
            int number = i;
            writers.add(Thread.ofVirtual().start(() -> writeOn(number)));
        }
    }

    private void writeOn(int number) {
        try (RawClient client = rig.client()) {
            for (int i = 0; !stopped; i++) {
                String id = number + "-" + i;
                int status = client.request("PUT /" + index + "/bird/" + id, "{\"n\":" + i + "}")
                        .answer()
                        .status();
                written.add(id);
                if (status != 201) {
                    errors.add(id + " was answered " + status);
                }
            }
        } catch (RuntimeException e) {
            errors.add(e.toString());
        }
    }

    private void stopWriters() throws InterruptedException {
        stopped = true;
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static Set<String> ids(List<Captured> captured, int epoch) {
        return captured.stream()
                .filter(one -> one.parts().getFirst().traffic().getEpoch() == epoch)
                .map(one -> one.request().getUri())
                .map(uri -> uri.substring(uri.lastIndexOf('/') + 1))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
