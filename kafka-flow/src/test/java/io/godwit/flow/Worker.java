package io.godwit.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One instance that works unreliably: it takes its time, finishes records in any order and some only much later. Values
 * are {@code key:sequence}.
 */
final class Worker implements AutoCloseable {
    private static final int LATE_IN_PERCENT = 30;
    private static final int LATE_MS = 300;

    private final String name;
    private final Guarantees guarantees;
    private final Random random;
    private final DeadLetters deadLetters;
    private final LaneFlow<String> flow;
    private final Map<Integer, Map<String, Integer>> lastByPartition = new ConcurrentHashMap<>();
    private final Set<Delivery<String>> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    private Worker(String name, FlowSettings settings, String dlq, Guarantees guarantees, Random random) {
        this.name = name;
        this.guarantees = guarantees;
        this.random = random;
        this.deadLetters = DeadLetters.open(Broker.kafka(), dlq, name);
        this.flow = LaneFlow.open(Broker.kafka(), settings, Instance::decode, deadLetters, new Owner());
    }

    static Worker start(String name, FlowSettings settings, String dlq, Guarantees guarantees, Random random) {
        Worker worker = new Worker(name, settings, dlq, guarantees, random);
        worker.subscribe();
        return worker;
    }

    @Override
    public void close() {
        flow.close();
        end();
    }

    /** Ends without waiting, committing or (silently) leaving. */
    void kill(boolean silently) {
        flow.kill(silently);
        end();
    }

    private void end() {
        later.shutdownNow();
        deadLetters.close();
    }

    private void subscribe() {
        var _ = flow.deliveries().subscribe(this::work, failure -> {
            throw new AssertionError("worker " + name, failure);
        });
    }

    private void work(List<Delivery<String>> batch) {
        batch.forEach(this::receive);
        open.removeIf(Delivery::isAbandoned);
        int lower = (int)
                open.stream().filter(delivery -> delivery.lane().rank() > 0).count();
        guarantees.inFlight(name, open.size(), lower);
        LockSupport.parkNanos(random.nextInt(10_000_000));
        List<Delivery<String>> shuffled = new ArrayList<>(batch);
        Collections.shuffle(shuffled, random);
        for (Delivery<String> delivery : shuffled) {
            if (random.nextInt(100) < LATE_IN_PERCENT) {
                var _ = later.schedule(() -> finish(delivery), random.nextInt(LATE_MS), TimeUnit.MILLISECONDS);
            } else {
                finish(delivery);
            }
        }
    }

    private void receive(Delivery<String> delivery) {
        int colon = delivery.value().indexOf(':');
        String key = delivery.lane().rank() + delivery.value().substring(0, colon);
        int sequence = Integer.parseInt(delivery.value().substring(colon + 1));
        Map<String, Integer> last = lastByPartition.getOrDefault(delivery.partition(), new HashMap<>());
        guarantees.delivered(name, delivery, sequence, last.getOrDefault(key, -1));
        last.put(key, sequence);
        open.add(delivery);
    }

    private void finish(Delivery<String> delivery) {
        guarantees.acknowledged(delivery);
        open.remove(delivery);
        delivery.acknowledge();
    }

    /** What was seen of a partition is forgotten with it. */
    private final class Owner implements PartitionOwner {
        @Override
        public CompletableFuture<Void> take(Set<Integer> partitions) {
            partitions.forEach(partition -> lastByPartition.put(partition, new ConcurrentHashMap<>()));
            guarantees.taken(name, partitions);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void release(Set<Integer> partitions) {
            guarantees.released(name, partitions);
        }
    }
}
