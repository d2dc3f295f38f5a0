package io.godwit.app.role;

import io.godwit.app.line.Heard;
import io.godwit.app.line.Mark;
import io.godwit.app.line.Report;
import io.godwit.app.role.Assignment.ProxyOrder;
import io.godwit.console.role.CaptureStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What the reports of all proxies say together. A proxy that is not heard of is not gone: it may wake up and forward what
 * its clients have sent, so it speaks against everything that all must have done.
 *
 * @param capture as if they were one
 * @param problems in words, of each
 */
record FleetStatus(CaptureStatus capture, List<String> problems) {
    FleetStatus {
        problems = List.copyOf(problems);
    }

    /** @param told of the order in force */
    static FleetStatus of(List<Heard> members, ProxyOrder order, Mark told) {
        List<ProxyReport> reports = members.stream()
                .map(heard -> ProxyReport.of(heard.report().body()))
                .toList();
        CaptureStatus capture = new CaptureStatus(
                all(reports, ProxyReport::healthy),
                all(reports, ProxyReport::capturing),
                all(reports, ProxyReport::holding),
                reports.stream().anyMatch(ProxyReport::sealed),
                order.side(),
                order.epoch(),
                sum(reports, ProxyReport::inFlight),
                sum(reports, ProxyReport::captured),
                sum(reports, ProxyReport::refused),
                sum(reports, ProxyReport::gaps));
        return new FleetStatus(capture, problems(members, told));
    }

    /** Whether every member has carried out what {@code mark} says; not so when there is none. */
    static boolean allApplied(List<Heard> members, Mark mark) {
        return !members.isEmpty() && members.stream().allMatch(heard -> applied(heard, mark));
    }

    /** As above, of those who are heard of; also when there is none. */
    static boolean allHeardApplied(List<Heard> members, Mark mark) {
        return members.stream().allMatch(heard -> heard.silent() || applied(heard, mark));
    }

    static boolean anyRefused(List<Heard> members, Mark mark) {
        return members.stream().anyMatch(heard -> heard.report().refused().reaches(mark));
    }

    /** What speaks against each of those that have not carried it out. */
    static List<String> problems(List<Heard> members, Mark told) {
        if (members.isEmpty()) {
            return List.of("no capture proxy has reported: start one with ./godwit capture-proxy");
        }
        List<String> problems = new ArrayList<>();
        for (Heard heard : members) {
            Report report = heard.report();
            String who = "capture proxy " + report.name();
            if (heard.silent()) {
                problems.add(heard.silence());
            } else if (report.problem() != null) {
                problems.add(who + ": " + report.problem());
            } else if (!applied(heard, told)) {
                problems.add(who + " has not carried out its last order yet");
            }
        }
        return problems;
    }

    private static boolean applied(Heard heard, Mark mark) {
        return heard.report().applied().reaches(mark);
    }

    private static boolean all(List<ProxyReport> reports, Predicate<ProxyReport> what) {
        return !reports.isEmpty() && reports.stream().allMatch(what);
    }

    private static long sum(List<ProxyReport> reports, ToLongFunction<ProxyReport> what) {
        return reports.stream().mapToLong(what).sum();
    }
}
