package io.godwit.app.role;

import io.godwit.app.line.Heard;
import io.godwit.app.line.Mark;
import io.godwit.app.line.RoleDesk;
import io.godwit.app.role.Assignment.ProxyOrder;
import io.godwit.console.role.Capture;
import io.godwit.console.role.CaptureStatus;
import io.godwit.console.role.SwingRefusedException;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Capture} over proxies in processes of their own. Its members are all that ever reported and have not said goodbye
 * nor been forgotten by an operator: an order to record, to hold or to seal is done when every one of them has carried it
 * out, because one that only sleeps would let its clients go on where they were.
 *
 * <p>A release is done when it is durable and every member that is heard of has carried it out. One that is not is sealed, or
 * starts sealed: it learns of the release before it lets anybody in.
 */
public final class FleetCapture implements Capture {
    private static final Logger LOG = LoggerFactory.getLogger(FleetCapture.class);
    private static final Duration CAPTURING = Duration.ofSeconds(60);
    private static final Duration SEALING = Duration.ofSeconds(10);
    private static final Duration RELEASING = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ProxyLine line;
    /** Of the last order for proxies. */
    private volatile Mark told;
    /** Who has held, by name, and in which incarnation. */
    private Map<String, String> held = Map.of();

    FleetCapture(ProxyLine line) {
        this.line = line;
        this.told = line.tell(line.order());
    }

    /** The fleet of a migration, as it is ordered now. */
    public static FleetCapture over(RoleDesk desk, AssignmentBook book) {
        return new FleetCapture(ProxyLine.over(desk, book));
    }

    @Override
    public void startCapturing() {
        ProxyOrder now = line.order();
        Mark mark = tell(ProxyOrder.open(now.side(), now.epoch(), true));
        if (!line.await(members -> FleetStatus.allApplied(members, mark), CAPTURING)) {
            throw new IllegalStateException("not all capture proxies are capturing: " + against(mark));
        }
    }

    @Override
    public CaptureStatus status() {
        return now().capture();
    }

    @Override
    public List<String> problems() {
        return now().problems();
    }

    private FleetStatus now() {
        return FleetStatus.of(line.members(), line.order(), told);
    }

    @Override
    public void hold(Duration atMost) {
        requireEverybody();
        Mark mark;
        try {
            mark = tell(line.order().hold(atMost));
        } catch (RuntimeException e) {
            letGo();
            throw new SwingRefusedException("capture proxies could not be told to hold: " + e.getMessage());
        }
        line.await(members -> FleetStatus.allApplied(members, mark) || FleetStatus.anyRefused(members, mark), atMost);
        List<Heard> members = line.members();
        if (!FleetStatus.allApplied(members, mark)) {
            String why = against(mark);
            letGo();
            throw new SwingRefusedException(why);
        }
        held = incarnations(members);
    }

    /** Who is silent cannot be asked to hold, and may let its clients go on when it wakes up. */
    private void requireEverybody() {
        List<Heard> members = line.members();
        if (members.isEmpty() || members.stream().anyMatch(Heard::silent)) {
            throw new SwingRefusedException(against(told));
        }
    }

    @Override
    public void seal() {
        Mark mark = tell(line.order().seal());
        line.await(
                members -> FleetStatus.allApplied(members, mark)
                        || FleetStatus.anyRefused(members, mark)
                        || !stillThere(members),
                SEALING);
        List<Heard> members = line.members();
        if (!stillThere(members)) {
            throw new SwingRefusedException("of the capture proxies that held " + held.keySet()
                    + " one has ended or was started again: its clients may have gone on where they were");
        }
        if (!FleetStatus.allApplied(members, mark)) {
            throw new SwingRefusedException(against(mark));
        }
    }

    /** One that has held and ended since may have let its clients go before. */
    private boolean stillThere(List<Heard> members) {
        return incarnations(members).entrySet().containsAll(held.entrySet());
    }

    @Override
    public void release(Side side, int epoch) {
        held = Map.of();
        Mark mark = tellAtLast(ProxyOrder.open(side, epoch, line.order().capturing()));
        if (!line.await(members -> FleetStatus.allHeardApplied(members, mark), RELEASING)) {
            LOG.atWarn().addKeyValue("problems", against(mark)).log("not all proxies are released yet");
        }
    }

    /** Back to where it was, without waiting for anybody: who holds lets go by itself sooner or later. */
    private void letGo() {
        ProxyOrder now = line.order();
        tellAtLast(ProxyOrder.open(now.side(), now.epoch(), now.capturing()));
    }

    /**
     * Until then the order before is in force, or nobody knows which: there is nothing else to do. Ends early only when this
     * process does.
     */
    private Mark tellAtLast(ProxyOrder order) {
        while (true) {
            try {
                return tell(order);
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("capture proxies could not be told, will be tried again");
            }
            pause();
        }
    }

    private Mark tell(ProxyOrder order) {
        Mark mark = line.tell(order);
        told = mark;
        return mark;
    }

    private String against(Mark mark) {
        List<String> problems = FleetStatus.problems(line.members(), mark);
        return problems.isEmpty() ? "capture proxies were late" : String.join("; ", problems);
    }

    private static Map<String, String> incarnations(List<Heard> members) {
        return members.stream()
                .map(Heard::report)
                .collect(Collectors.toMap(report -> report.name(), report -> report.incarnation()));
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while capture proxies were to be told", e);
        }
    }
}
