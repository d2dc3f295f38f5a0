package io.godwit.flow.crash;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The one point that is armed in this process, if any. */
final class Armed {
    /** What a shell says of a process that was killed. */
    static final int KILLED = 137;

    private static final Optional<CrashOrder> ORDER = CrashOrder.given();
    private static final @Nullable CrashPoint POINT =
            ORDER.map(CrashOrder::point).orElse(null);
    private static final AtomicLong LEFT =
            new AtomicLong(ORDER.map(CrashOrder::pass).orElse(0L));

    /** Constant once this class is loaded, so that compiled code does not even ask. */
    static final boolean ON = POINT != null;

    private Armed() {}

    /** Not by {@code System.exit}: nothing may be flushed, closed or said to anybody. */
    static void passed(CrashPoint point) {
        if (point == POINT && LEFT.decrementAndGet() == 0) {
            System.err.println("godwit: crash point " + point.text() + " passed, halting");
            System.err.flush();
            Runtime.getRuntime().halt(KILLED);
        }
    }

    static void tell(CrashOrder order) {
        System.err.println("godwit: armed to halt at pass " + order.pass() + " of crash point "
                + order.point().text());
    }
}
