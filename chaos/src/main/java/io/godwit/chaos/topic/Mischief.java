package io.godwit.chaos.topic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides which records come again, and when: one in a hundred at once, one in a thousand 61 s later, one in twenty
 * together with others of the same partition in another order, after up to 1,000 records. The same for the same seed,
 * records and times. Used by one thread.
 */
final class Mischief {
    static final Duration LATE = Duration.ofSeconds(61);
    static final int WINDOW = 1_000;
    static final Duration LONGEST_WINDOW = Duration.ofSeconds(10);

    private static final int THOUSAND = 1_000;
    private static final int AT_ONCE = 10;
    private static final int LATER = 1;
    private static final int REORDERED = 50;

    /** Records of one partition that will come again in another order. */
    private static final class Window {
        private final List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>();
        private final long closesAt;
        private int passed;

        private Window(long closesAt) {
            this.closesAt = closesAt;
        }
    }

    private record Late(long at, ConsumerRecord<byte[], byte[]> record) {}

    private final Random random;
    private final boolean duplicates;
    private final boolean reorders;
    private final Map<TopicPartition, Window> windows = new HashMap<>();
    private final Deque<Late> late = new ArrayDeque<>();

    Mischief(long seed, boolean duplicates, boolean reorders) {
        this.random = new Random(seed);
        this.duplicates = duplicates;
        this.reorders = reorders;
    }

    /** A record has come: what comes again now because of it. */
    List<ConsumerRecord<byte[], byte[]>> see(ConsumerRecord<byte[], byte[]> record, long nowMillis) {
        List<ConsumerRecord<byte[], byte[]>> again = new ArrayList<>();
        int dice = random.nextInt(THOUSAND);
        if (duplicates && dice < AT_ONCE) {
            again.add(record);
        } else if (duplicates && dice < AT_ONCE + LATER) {
            late.add(new Late(nowMillis + LATE.toMillis(), record));
        }
        if (reorders) {
            again.addAll(window(record, dice >= THOUSAND - REORDERED, nowMillis));
        }
        return again;
    }

    /** What is due by now. */
    List<ConsumerRecord<byte[], byte[]>> due(long nowMillis) {
        List<ConsumerRecord<byte[], byte[]>> due = new ArrayList<>();
        while (!late.isEmpty() && late.getFirst().at() <= nowMillis) {
            due.add(late.removeFirst().record());
        }
        windows.values().removeIf(window -> {
            boolean closes = window.closesAt <= nowMillis;
            if (closes) {
                due.addAll(shuffled(window));
            }
            return closes;
        });
        return due;
    }

    /** All that has not come again yet; nothing is left. */
    List<ConsumerRecord<byte[], byte[]>> rest() {
        return due(Long.MAX_VALUE);
    }

    private List<ConsumerRecord<byte[], byte[]>> window(
            ConsumerRecord<byte[], byte[]> record, boolean chosen, long nowMillis) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Window window = windows.get(partition);
        if (window == null && !chosen) {
            return List.of();
        }
        if (window == null) {
            window = new Window(nowMillis + LONGEST_WINDOW.toMillis());
            windows.put(partition, window);
        }
        if (chosen) {
            window.kept.add(record);
        }
        window.passed++;
        if (window.passed < WINDOW) {
            return List.of();
        }
        windows.remove(partition);
        return shuffled(window);
    }

    private List<ConsumerRecord<byte[], byte[]>> shuffled(Window window) {
        Collections.shuffle(window.kept, random);
        return window.kept;
    }
}
