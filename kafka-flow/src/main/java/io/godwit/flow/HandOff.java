package io.godwit.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * From the polling thread to the delivering one: a short queue per lane, taken highest lane first, so that an edit
 * overtakes what was polled of lower lanes and not yet asked for.
 */
final class HandOff<T> implements Runnable {
    private static final int DEPTH = 4;

    private final List<Deque<Polled>> queues;
    private final Unpacking<T> unpacking;
    private final FluxSink<List<Delivery<T>>> sink;
    private final FlowLife life;
    private final Object lock = new Object();
    private @Nullable Ending ended;

    HandOff(int lanes, Unpacking<T> unpacking, FluxSink<List<Delivery<T>>> sink, FlowLife life) {
        this.queues = IntStream.range(0, lanes)
                .<Deque<Polled>>mapToObj(lane -> new ArrayDeque<>())
                .toList();
        this.unpacking = unpacking;
        this.sink = sink;
        this.life = life;
    }

    boolean hasRoom(int lane) {
        synchronized (lock) {
            return queues.get(lane).size() < DEPTH;
        }
    }

    void put(int lane, Polled polled) {
        synchronized (lock) {
            queues.get(lane).add(polled);
            lock.notifyAll();
        }
    }

    /** Takes back what nobody has seen yet of these partition numbers. */
    void drop(Set<Integer> partitions) {
        synchronized (lock) {
            for (Deque<Polled> queue : queues) {
                List<Polled> kept = queue.stream()
                        .map(polled -> polled.without(partitions))
                        .filter(polled -> polled.size() > 0)
                        .toList();
                queue.clear();
                queue.addAll(kept);
            }
        }
    }

    /** There is demand, or was: look again. */
    void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** The polling thread is done: tells the subscriber. */
    void end(Ending how) {
        synchronized (lock) {
            ended = how;
            lock.notifyAll();
        }
    }

    /** The delivering thread. */
    @Override
    public void run() {
        try {
            Optional<Polled> next = take();
            while (next.isPresent()) {
                List<Delivery<T>> batch = unpacking.unpack(next.get());
                if (!batch.isEmpty()) {
                    sink.next(batch);
                }
                next = take();
            }
            finish();
        } catch (Throwable e) {
            life.end(new Ending.Failed(e));
            sink.error(new FlowFailedException("delivering has failed", e));
        }
    }

    /** Waits for something to deliver and somebody who wants it; empty when the flow has ended. */
    private Optional<Polled> take() throws InterruptedException {
        synchronized (lock) {
            while (ended == null) {
                Optional<Deque<Polled>> first =
                        queues.stream().filter(queue -> !queue.isEmpty()).findFirst();
                if (first.isPresent() && sink.requestedFromDownstream() > 0) {
                    return Optional.of(first.get().remove());
                }
                lock.wait();
            }
            return Optional.empty();
        }
    }

    private void finish() {
        Ending how;
        synchronized (lock) {
            how = ended;
        }
        if (how instanceof Ending.Failed failed) {
            sink.error(
                    new FlowFailedException("flow has failed: " + failed.cause().getMessage(), failed.cause()));
        } else {
            sink.complete();
        }
    }
}
