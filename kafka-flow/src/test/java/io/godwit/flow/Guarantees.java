package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What must hold whatever happens to the instances of a flow: every record of every lane is acknowledged by somebody,
 * records of one key and lane never go back while one instance owns their partition, nobody owns a partition another one
 * has, and no instance has more in flight than its limits.
 */
final class Guarantees {
    private final FlowLimits limits;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger deliveries = new AtomicInteger();
    private final Map<Integer, String> owners = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicInteger mostLowerInFlight = new AtomicInteger();

    Guarantees(FlowLimits limits) {
        this.limits = limits;
    }

    void taken(String instance, Set<Integer> partitions) {
        partitions.forEach(partition -> {
            String other = owners.put(partition, instance);
            if (other != null) {
                violations.add("partition " + partition + " given to " + instance + " while " + other + " has it");
            }
        });
    }

    void released(String instance, Set<Integer> partitions) {
        partitions.forEach(partition -> {
            if (!owners.remove(partition, instance)) {
                violations.add("partition " + partition + " released by " + instance + " which does not have it");
            }
        });
    }

    /** @param last sequence number of that key and lane before, in this ownership */
    void delivered(String instance, Delivery<String> delivery, int sequence, int last) {
        deliveries.incrementAndGet();
        if (sequence <= last) {
            violations.add(instance + " got " + delivery + " with " + sequence + " after " + last);
        }
    }

    void inFlight(String instance, int all, int lower) {
        mostInFlight.accumulateAndGet(all, Math::max);
        mostLowerInFlight.accumulateAndGet(lower, Math::max);
        if (all > limits.maxInFlight() || lower > limits.maxInFlightLower()) {
            violations.add(instance + " has " + all + " in flight, " + lower + " of them lower");
        }
    }

    void acknowledged(Delivery<String> delivery) {
        acknowledged.add(delivery.lane().rank() + "/" + delivery.value());
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    void verify(int records) {
        assertThat(violations).isEmpty();
        assertThat(acknowledged).hasSize(records);
        assertThat(deliveries.get()).isGreaterThanOrEqualTo(records);
    }

    @Override
    public String toString() {
        return acknowledged.size() + " records acknowledged in " + deliveries + " deliveries, at most " + mostInFlight
                + " in flight at once, " + mostLowerInFlight + " of them lower";
    }
}
