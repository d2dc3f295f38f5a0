package io.godwit.app.role;

import io.godwit.app.flow.Projecting;
import io.godwit.app.line.Heard;
import io.godwit.app.line.Mark;
import io.godwit.app.line.Reply;
import io.godwit.app.line.Role;
import io.godwit.app.role.Assignment.Stage;
import io.godwit.app.role.Questions.About;
import io.godwit.console.role.BackfillStatus;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link Projecting} in projectors' processes. Opening and closing are assigned and not waited for long: what needs them done
 * fails until they are, and is tried again.
 */
final class RemoteProjecting implements Projecting {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ARMING = Duration.ofSeconds(60);
    private static final Duration ASKING = Duration.ofSeconds(30);

    private final Members members;
    private final AssignmentBook book;
    private final Side from;

    RemoteProjecting(Members members, AssignmentBook book, Side from) {
        this.members = members;
        this.book = book;
        this.from = from;
    }

    @Override
    public void arm(int epoch) {
        members.awaitApplied(
                Role.PROJECTOR,
                book.change(now -> now.withFlow(from, order -> order.with(Stage.ARMED, epoch))),
                ARMING);
    }

    @Override
    public void open(int epoch, boolean listed) {
        Mark mark = book.change(now -> now.withFlow(
                from, order -> order.with(Stage.OPEN, epoch).withListing(listed, order.list() && !listed)));
        members.giveTime(Role.PROJECTOR, mark);
    }

    @Override
    public void close() {
        var unused = book.change(now -> now.withFlow(from, order -> order.with(Stage.CLOSED, order.epoch())));
    }

    @Override
    public void publishDefinitions() {
        var unused = members.askAny(Role.PROJECTOR, Questions.PUBLISH_DEFINITIONS, about(ASKING), ASKING);
    }

    @Override
    public void startBackfill() {
        var unused =
                book.change(now -> now.withFlow(from, order -> order.withListing(order.listed(), !order.listed())));
    }

    /** Of the projector that has listed most: one that does not list knows nothing. */
    @Override
    public BackfillStatus backfill() {
        return reports().stream()
                .map(Reports.Projected::backfill)
                .max(Comparator.comparing(BackfillStatus::finished).thenComparingLong(BackfillStatus::expected))
                .orElse(new BackfillStatus(0, -1, false));
    }

    @Override
    public long pending() {
        List<Reports.Projected> reports = reports();
        return reports.isEmpty()
                ? 1
                : reports.stream().mapToLong(Reports.Projected::pending).sum();
    }

    @Override
    public boolean resolved() {
        return members.ask(Role.PROJECTOR, Questions.RESOLVED, about(ASKING), ASKING).stream()
                .allMatch(reply -> reply.body().asBoolean());
    }

    @Override
    public boolean awaitResolved(Duration atMost) {
        return members.ask(Role.PROJECTOR, Questions.AWAIT_RESOLVED, about(atMost), atMost.plus(ASKING)).stream()
                .allMatch(reply -> reply.body().asBoolean());
    }

    @Override
    public List<String> collections() {
        Reply reply = members.askAny(Role.PROJECTOR, Questions.COLLECTIONS, about(ASKING), ASKING);
        return reply.body().valueStream().map(name -> name.asString()).toList();
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(members.problems(Role.PROJECTOR));
        reports().forEach(report -> problems.addAll(report.problems()));
        return problems;
    }

    private About about(Duration atMost) {
        return About.flow(from, book.now().flow(from).epoch(), atMost.toMillis());
    }

    /** Of projectors that can be heard and have set up the flow as it is assigned. */
    private List<Reports.Projected> reports() {
        int epoch = book.now().flow(from).epoch();
        return members.heard(Role.PROJECTOR).stream()
                .map(this::report)
                .filter(report -> report.epoch() != null && report.epoch() == epoch)
                .toList();
    }

    private Reports.Projected report(Heard heard) {
        Reports.Projector both = JSON.treeToValue(heard.report().body(), Reports.Projector.class);
        return from == Side.SOURCE ? both.forward() : both.back();
    }
}
