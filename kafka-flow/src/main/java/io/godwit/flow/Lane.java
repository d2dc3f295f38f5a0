package io.godwit.flow;

/**
 * A topic with a rank. The lower the rank, the earlier its records go: a record of a higher rank number is delivered
 * only while every lane of a lower rank number is drained for that partition.
 *
 * @param topic full topic name
 * @param rank 0 for what must not wait; unique within one flow
 */
public record Lane(String topic, int rank) {
    public Lane {
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("topic of the lane of rank " + rank + " is empty");
        }
        if (rank < 0) {
            throw new IllegalArgumentException("rank of lane '" + topic + "' is " + rank + "; must not be negative");
        }
    }
}
