package io.godwit.projector.traffic;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The exchanges that the tasks of a topology have not resolved: told by the tasks' threads, asked by others. */
final class PendingExchanges {
    /** What {@link #oldest} is when there is none. */
    static final long NONE = Long.MAX_VALUE;

    private final Map<String, OfTask> byTask = new ConcurrentHashMap<>();

    private record OfTask(int count, long oldest) {}

    /**
     * @param count how many of a task
     * @param oldest when the first of them was read, ms since the epoch; {@link #NONE} when there is none
     */
    void tell(String task, int count, long oldest) {
        byTask.put(task, new OfTask(count, oldest));
    }

    /** The other tasks are another instance's by now. */
    void keepOnly(Set<String> tasks) {
        byTask.keySet().retainAll(tasks);
    }

    long count() {
        return byTask.values().stream().mapToLong(OfTask::count).sum();
    }

    long oldest() {
        return byTask.values().stream().mapToLong(OfTask::oldest).min().orElse(NONE);
    }
}
