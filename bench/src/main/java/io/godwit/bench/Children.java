package io.godwit.bench;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gives the processes that this one starts their names. */
final class Children {
    private final ProcessMeter meter = new ProcessMeter();
    private final Set<Long> known = new HashSet<>();

    Children() {
        meter.add("godwit", ProcessHandle.current().pid());
    }

    ProcessMeter meter() {
        return meter;
    }

    /** Runs what starts one server, and measures the process that is new afterwards under {@code name}. */
    <S> S name(String name, Supplier<S> start) {
        known.addAll(children());
        S server = start.get();
        Set<Long> added = children();
        added.removeAll(known);
        added.forEach(pid -> meter.add(added.size() == 1 ? name : name + "-" + pid, pid));
        return server;
    }

    private static Set<Long> children() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
