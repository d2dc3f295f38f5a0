package io.godwit.app.cli;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.Stage;
import io.godwit.console.workflow.Step;
import io.godwit.console.workflow.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line that says where a migration is, how fast it goes, what waits, what limits it and how long it still takes.
 * Rates are those since the line before, so one instance belongs to one screen.
 */
final class ProgressLine {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private @Nullable Sample before;

    private record Sample(Instant at, long applied, long bytes) {}

    String of(WorkflowStatus status) {
        Sample now = new Sample(
                Instant.now(), status.replay().applied(), status.replay().bytes());
        Sample last = before == null ? now : before;
        before = now;
        double seconds = Math.max(0.001, Duration.between(last.at(), now.at()).toMillis() / 1000.0);
        double perSecond = Math.max(0, now.applied() - last.applied()) / seconds;
        double mbps = Math.max(0, now.bytes() - last.bytes()) * 8 / 1e6 / seconds;
        return String.format(
                Locale.ROOT,
                "%s %-9s %s| applied %,d (%,.0f/s, %.1f Mbps) | waiting: %s| %s%s",
                LocalTime.now(ZoneId.systemDefault()).format(CLOCK),
                phase(status),
                listed(status.backfill(), status),
                now.applied(),
                perSecond,
                mbps,
                waiting(status),
                limit(status),
                eta(status, perSecond));
    }

    private static String phase(WorkflowStatus status) {
        String step = status.running().map(Step::text).orElse(status.verdict().ready() ? "ready" : "following");
        return step.toUpperCase(Locale.ROOT);
    }

    private static String listed(BackfillStatus backfill, WorkflowStatus status) {
        if (status.running().filter(Step.BACKFILL::equals).isEmpty() || backfill.expected() <= 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "listed %,d/%,d %.1f%% ",
                backfill.listed(),
                backfill.expected(),
                100.0 * backfill.listed() / backfill.expected());
    }

    private static String waiting(WorkflowStatus status) {
        String text = status.stages().stream()
                .filter(stage -> stage.waiting() > 0)
                .map(stage -> String.format(Locale.ROOT, "%s %,d ", stage.name(), stage.waiting()))
                .collect(Collectors.joining());
        return text.isEmpty() ? "nothing " : text;
    }

    private static String limit(WorkflowStatus status) {
        return status.problem()
                .map(problem -> "PROBLEM: " + problem)
                .orElse("limit: " + status.replay().limit());
    }

    private static String eta(WorkflowStatus status, double perSecond) {
        long left = status.stages().stream().mapToLong(Stage::waiting).sum()
                + Math.max(0, status.backfill().expected() - status.backfill().listed());
        boolean moving = status.running()
                .filter(step -> step == Step.BACKFILL || step == Step.CATCH_UP)
                .isPresent();
        if (!moving || perSecond < 1) {
            return "";
        }
        Duration eta = Duration.ofSeconds((long) (left / perSecond));
        return String.format(Locale.ROOT, " | ETA %dm%02ds", eta.toMinutes(), eta.toSecondsPart());
    }
}
