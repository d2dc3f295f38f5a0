package io.godwit.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Prints how many small records per second pass a lower lane while the highest is idle, beside a bare consumer. */
final class FlowThroughput {
    private static final int RECORDS = 2_000_000;
    private static final int PARTITIONS = 8;

    private FlowThroughput() {}

    public static void main(String[] args) throws InterruptedException {
        Lane edits = new Lane(Broker.topic("edits", PARTITIONS), 0);
        Lane backfill = new Lane(Broker.topic("backfill", PARTITIONS), 9);
        String dlq = Broker.topic("dlq", 1);
        String padding = "x".repeat(100);
        measure("publish", () -> {
            try (Publisher<String> publisher = Broker.publisher(backfill.topic())) {
                for (int i = 0; i < RECORDS; i++) {
                    publisher.room().join();
                    var _ = publisher.publish("key" + i, padding + i);
                }
            }
        });
        for (int run = 0; run < 3; run++) {
            measure("bare consumer", () -> bare(backfill.topic()));
            FlowSettings settings = FlowSettings.of(Broker.name("group"), edits, backfill);
            measure("lower lane, acknowledged one by one", () -> merged(settings, dlq));
        }
        System.exit(0);
    }

    private static void merged(FlowSettings settings, String dlq) {
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger seen = new AtomicInteger();
        DeadLetters letters = DeadLetters.open(Broker.kafka(), dlq, "bench");
        LaneFlow<byte[]> flow = LaneFlow.open(Broker.kafka(), settings, bytes -> bytes, letters);
        var _ = flow.deliveries().subscribe(batch -> {
            batch.forEach(Delivery::acknowledge);
            if (seen.addAndGet(batch.size()) >= RECORDS) {
                done.countDown();
            }
        });
        await(done);
        flow.close();
        letters.close();
    }

    private static void bare(String topic) {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer = ConsumerSettings.reader(Broker.kafka(), 500)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            int seen = 0;
            while (seen < RECORDS) {
                seen += consumer.poll(Duration.ofSeconds(1)).count();
            }
        }
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void measure(String what, Runnable action) {
        long start = System.nanoTime();
        action.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-40s %,10.0f records/s%n", what, RECORDS / seconds);
    }
}
