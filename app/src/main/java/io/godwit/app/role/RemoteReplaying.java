package io.godwit.app.role;

import io.godwit.app.flow.Replaying;
import io.godwit.app.line.Heard;
import io.godwit.app.line.Mark;
import io.godwit.app.line.Reply;
import io.godwit.app.line.Role;
import io.godwit.app.role.Assignment.Stage;
import io.godwit.app.role.Questions.About;
import io.godwit.console.role.ReplayLimits;
import io.godwit.replayer.ReplayProgress;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** {@link Replaying} in replayers' processes; opening and closing are assigned and not waited for long. */
final class RemoteReplaying implements Replaying {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ARMING = Duration.ofSeconds(60);
    private static final Duration ASKING = Duration.ofSeconds(30);
    private static final Duration SWEEPING = Duration.ofMinutes(10);

    private final Members members;
    private final AssignmentBook book;
    private final Side from;

    RemoteReplaying(Members members, AssignmentBook book, Side from) {
        this.members = members;
        this.book = book;
        this.from = from;
    }

    @Override
    public void arm(int epoch) {
        members.awaitApplied(
                Role.REPLAYER, book.change(now -> now.withFlow(from, order -> order.with(Stage.ARMED, epoch))), ARMING);
    }

    @Override
    public void open(int epoch, ReplayLimits limits) {
        Mark mark = book.change(now ->
                now.withFlow(from, order -> order.with(Stage.OPEN, epoch).withLimits(limits)));
        members.giveTime(Role.REPLAYER, mark);
    }

    @Override
    public void close() {
        var unused = book.change(now -> now.withFlow(from, order -> order.with(Stage.CLOSED, order.epoch())));
    }

    @Override
    public List<String> awaitDefinitions(Duration atMost) {
        return members.ask(Role.REPLAYER, Questions.AWAIT_DEFINITIONS, about(atMost), atMost.plus(ASKING)).stream()
                .flatMap(reply -> reply.body().valueStream())
                .map(line -> line.asString())
                .distinct()
                .toList();
    }

    @Override
    public int waitingDefinitions() {
        return reports().stream()
                .mapToInt(Reports.Replayed::waitingDefinitions)
                .max()
                .orElse(1);
    }

    @Override
    public boolean definitionsSettled() {
        return members.ask(Role.REPLAYER, Questions.DEFINITIONS_SETTLED, about(ASKING), ASKING).stream()
                .allMatch(reply -> reply.body().asBoolean());
    }

    @Override
    public Optional<ReplayProgress> progress() {
        List<ReplayProgress> each = reports().stream()
                .map(Reports.Replayed::progress)
                .filter(Objects::nonNull)
                .toList();
        return each.isEmpty() ? Optional.empty() : Optional.of(sum(each));
    }

    private static ReplayProgress sum(List<ReplayProgress> each) {
        return new ReplayProgress(
                each.stream().mapToLong(ReplayProgress::applied).sum(),
                each.stream().mapToLong(ReplayProgress::stale).sum(),
                each.stream().mapToLong(ReplayProgress::rejected).sum(),
                each.stream().mapToLong(ReplayProgress::retried).sum(),
                each.stream().mapToLong(ReplayProgress::bytes).sum(),
                each.stream().mapToInt(ReplayProgress::waitingForDefinition).sum(),
                each.stream().map(ReplayProgress::limit).distinct().collect(Collectors.joining(", ")));
    }

    @Override
    public boolean refresh(Collection<String> collections, Duration atMost) {
        About about = new About(from, book.now().flow(from).epoch(), List.copyOf(collections), "", atMost.toMillis());
        Reply reply = members.askAny(Role.REPLAYER, Questions.REFRESH, about, atMost.plus(ASKING));
        return reply.body().asBoolean();
    }

    /** Each replayer knows all tombstones of the flow: one is enough. */
    @Override
    public void sweep(int epoch) {
        var unused =
                members.askAny(Role.REPLAYER, Questions.SWEEP, About.flow(from, epoch, SWEEPING.toMillis()), SWEEPING);
    }

    @Override
    public void limit(ReplayLimits limits) {
        var unused = book.change(now -> now.withFlow(from, order -> order.withLimits(limits)));
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(members.problems(Role.REPLAYER));
        reports().forEach(report -> problems.addAll(report.problems()));
        return problems;
    }

    private About about(Duration atMost) {
        return About.flow(from, book.now().flow(from).epoch(), atMost.toMillis());
    }

    /** Of replayers that can be heard and have set up the flow as it is assigned. */
    private List<Reports.Replayed> reports() {
        int epoch = book.now().flow(from).epoch();
        return members.heard(Role.REPLAYER).stream()
                .map(this::report)
                .filter(report -> report.epoch() != null && report.epoch() == epoch)
                .toList();
    }

    private Reports.Replayed report(Heard heard) {
        Reports.Replayer both = JSON.treeToValue(heard.report().body(), Reports.Replayer.class);
        return from == Side.SOURCE ? both.forward() : both.back();
    }
}
