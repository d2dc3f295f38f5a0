package io.godwit.console.verdict;

import io.godwit.console.role.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether clients can swing now, with every reason why not. Shown the same everywhere; computed nowhere else. It fails
 * closed: what is not known to be well is a reason.
 *
 * @param ready true exactly when there is no reason against it
 * @param passing true when nothing but changes on their way speaks against it: a swing may hold clients until these have
 *     passed, and looks again then
 * @param reasons why not, most basic first
 */
public record Verdict(boolean ready, boolean passing, List<String> reasons) {
    /** Live writes are always on their way; more than this many waiting at one stage is a lag. */
    static final long TOLERATED_WAITING = 2_000;

    /** A verification older than this says too little of the present. */
    static final Duration VERIFICATION_HOLDS = Duration.ofHours(24);

    /** Anything waiting there means that an unknown part of a collection may differ. */
    private static final String RESCANS = "rescans";

    /** What waits there has been refused and does not pass by itself. */
    private static final String DEFINITIONS = "definitions";

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /** One that waiting does not change. */
    public Verdict(boolean ready, List<String> reasons) {
        this(ready, ready, reasons);
    }

    /** Computes the verdict. Pure. */
    public static Verdict of(Facts facts) {
        List<String> reasons = new ArrayList<>();
        addCapture(facts, reasons);
        addBackfill(facts, reasons);
        int onTheirWay = addStages(facts.stages(), reasons);
        if (facts.replay().deadLetters() > 0) {
            reasons.add(facts.replay().deadLetters() + " dead letters: these records may differ; repair and verify");
        }
        against(facts.verification()).ifPresent(reasons::add);
        reasons.addAll(facts.problems());
        return new Verdict(reasons.isEmpty(), reasons.size() == onTheirWay, reasons);
    }

    private static void addCapture(Facts facts, List<String> reasons) {
        if (!facts.capture().healthy()) {
            reasons.add("a capture proxy is not healthy");
        }
        if (!facts.capture().capturing()) {
            reasons.add("not all capture proxies are capturing");
        }
        if (facts.capture().sealed()) {
            reasons.add("a capture proxy is sealed: it refuses writes until it is told where they go");
        }
        if (facts.capture().gaps() > 0) {
            reasons.add(facts.capture().gaps() + " gaps in the capture are not repaired");
        }
    }

    private static void addBackfill(Facts facts, List<String> reasons) {
        facts.backfill()
                .filter(backfill -> !backfill.finished())
                .ifPresent(backfill -> reasons.add("backfill: " + backfill.listed() + " of "
                        + Math.max(backfill.expected(), 0) + " records listed"));
    }

    /** Returns how many of the reasons it added pass by themselves. */
    private static int addStages(List<Stage> stages, List<String> reasons) {
        int onTheirWay = 0;
        for (Stage stage : stages) {
            boolean refused = stage.name().equals(DEFINITIONS);
            long tolerated = refused || stage.name().equals(RESCANS) ? 0 : TOLERATED_WAITING;
            if (stage.waiting() > tolerated) {
                reasons.add(stage.name() + ": " + stage.waiting() + " waiting");
                onTheirWay += refused ? 0 : 1;
            }
        }
        return onTheirWay;
    }

    private static Optional<String> against(Facts.Verification verification) {
        return switch (verification) {
            case Facts.Never() -> Optional.of("not verified yet");
            case Facts.Unfinished() -> Optional.of("the verification has not come to its end yet");
            case Facts.Ended(boolean equal, Duration age, String summary) -> {
                if (!equal) {
                    yield Optional.of("last verification: " + summary);
                }
                yield age.compareTo(VERIFICATION_HOLDS) > 0
                        ? Optional.of("last verification is " + age.toHours() + " hours old")
                        : Optional.empty();
            }
        };
    }

    /** {@code READY}, or {@code NOT READY:} and the reasons. */
    @Override
    public String toString() {
        return ready ? "READY" : "NOT READY: " + String.join("; ", reasons);
    }
}
