package io.godwit.chaos.check;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the mutations that went out of the proxies to one side, as a relay in front of that side sees them. */
public final class Forwarded {
    private final Map<String, AtomicLong> lines = new ConcurrentHashMap<>();

    /** A whole request passes. */
    public void passes(String method, String uri) {
        if (RequestLines.mutates(method, uri)) {
            lines.computeIfAbsent(RequestLines.of(method, uri), _ -> new AtomicLong())
                    .incrementAndGet();
        }
    }

    /** How often each mutation went out. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        lines.forEach((line, count) -> counts.put(line, count.get()));
        return counts;
    }
}
