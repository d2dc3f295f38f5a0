package io.godwit.capture;

import io.godwit.capture.journal.DataDirectory;
import io.godwit.capture.journal.GapJournal;
import io.godwit.capture.journal.JournalSettings;
import io.godwit.capture.journal.ProxyIdentity;
import io.godwit.capture.journal.TrafficJournal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What a proxy writes to Kafka and to its disk: opened together or not at all, closed together. */
record Journals(ScheduledExecutorService timer, DataDirectory data, TrafficJournal traffic, GapJournal gaps) {

    /** What is open already when something cannot be opened is closed. */
    static Journals open(CaptureSettings settings, Clock clock) {
        Deque<Runnable> opened = new ArrayDeque<>();
        try {
            DataDirectory data = DataDirectory.open(settings.data(), clock.instant());
            opened.push(data::close);
            ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("capture-timer").daemon().factory());
            opened.push(timer::shutdownNow);
            TrafficJournal traffic = TrafficJournal.open(journalSettings(settings, data), clock, timer);
            opened.push(() -> traffic.close(Duration.ZERO));
            return new Journals(timer, data, traffic, GapJournal.open(data, traffic, settings.wire(), timer));
        } catch (RuntimeException e) {
            opened.forEach(Runnable::run);
            throw e;
        }
    }

    /** Waits up to {@code atMost} for what is under way; blocks. */
    void close(Duration atMost) {
        gaps.close();
        traffic.close(atMost);
        timer.shutdownNow();
        data.close();
    }

    private static JournalSettings journalSettings(CaptureSettings settings, DataDirectory data) {
        return new JournalSettings(
                new ProxyIdentity(settings.name(), data.incarnation()),
                settings.kafka(),
                settings.wire(),
                settings.journal().delivery(),
                settings.journal().maxBufferedBytes(),
                settings.journal().maxUnsettled());
    }
}
