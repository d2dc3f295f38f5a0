package io.godwit.replayer.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void shouldTryAgainWhatFailsAndGoOnWithTheRest() throws InterruptedException {
        try (Agenda agenda = new Agenda("test", name -> {
            done.add(name);
            if (name.equals("bad") && done.stream().filter("bad"::equals).count() < 2) {
                throw new IllegalStateException("not yet");
            }
        })) {
            agenda.add("bad");
            agenda.add("good");
            agenda.start();

            assertThat(agenda.awaitSettled(Duration.ofSeconds(30))).isTrue();
            await().atMost(Duration.ofSeconds(30)).until(() -> done.size() == 3);
            await().atMost(Duration.ofSeconds(30)).until(() -> agenda.problems().isEmpty());
            assertThat(done).containsExactly("bad", "good", "bad");
        }
    }

    @Test
    void shouldNameWhatCannotBeDone() throws InterruptedException {
        try (Agenda agenda = new Agenda("test", _ -> {
            throw new IllegalStateException("never");
        })) {
            agenda.add("bad");
            agenda.start();

            assertThat(agenda.awaitSettled(Duration.ofSeconds(30))).isTrue();
            assertThat(agenda.problems()).containsExactly("bad: never");
        }
    }

    @Test
    void shouldDoOnceMoreWhatIsAddedWhileItIsDone() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Agenda agenda = new Agenda("test", name -> {
            done.add(name);
            begun.countDown();
            awaitUninterrupted(goOn);
        })) {
            agenda.start();
            agenda.add("a");
            begun.await();
            agenda.add("a");
            goOn.countDown();

            assertThat(agenda.awaitSettled(Duration.ofSeconds(30))).isTrue();
            assertThat(done).containsExactly("a", "a");
        }
    }

    @Test
    void shouldSayThatItTakesLonger() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        try (Agenda agenda = new Agenda("test", _ -> awaitUninterrupted(goOn))) {
            agenda.start();
            agenda.add("a");

            assertThat(agenda.awaitSettled(Duration.ofMillis(50))).isFalse();
            goOn.countDown();
            assertThat(agenda.awaitSettled(Duration.ofSeconds(30))).isTrue();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
