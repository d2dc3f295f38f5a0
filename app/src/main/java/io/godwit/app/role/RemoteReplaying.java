package io.godwit.app.role;

import io.godwit.app.flow.Replaying;
import io.godwit.app.line.Reply;
import io.godwit.app.role.Questions.About;
import io.godwit.console.role.ReplayLimits;
import io.godwit.replayer.ReplayProgress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** {@link Replaying} in replayers' processes; opening and closing are assigned and not waited for long. */
final class RemoteReplaying implements Replaying {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SWEEPING = Duration.ofMinutes(10);
    /** Of a question and its answer, where a later answer is of no use: clients may be held meanwhile. */
    private static final Duration TO_AND_FRO = Duration.ofSeconds(2);

    private final FlowMembers flow;

    RemoteReplaying(FlowMembers flow) {
        this.flow = flow;
    }

    @Override
    public void arm(int epoch) {
        flow.arm(epoch);
    }

    @Override
    public void open(int epoch, ReplayLimits limits) {
        flow.open(epoch, order -> order.withLimits(limits));
    }

    @Override
    public void close() {
        flow.close();
    }

    @Override
    public List<String> awaitDefinitions(Duration atMost) {
        return flow.ask(Questions.AWAIT_DEFINITIONS, atMost, atMost.plus(FlowMembers.ASKING)).stream()
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
        return flow.allSay(Questions.DEFINITIONS_SETTLED, FlowMembers.ASKING, FlowMembers.ASKING);
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
        About about = flow.about(List.copyOf(collections), atMost);
        Reply reply = flow.askAny(Questions.REFRESH, about, atMost.plus(TO_AND_FRO));
        return reply.body().asBoolean();
    }

    /** Each replayer knows all tombstones of the flow: one is enough. */
    @Override
    public void sweep(int epoch) {
        var unused = flow.askAny(Questions.SWEEP, flow.about(epoch, SWEEPING), SWEEPING);
    }

    @Override
    public void limit(ReplayLimits limits) {
        var unused = flow.change(order -> order.withLimits(limits));
    }

    @Override
    public List<String> problems() {
        return flow.problems(reports());
    }

    private List<Reports.Replayed> reports() {
        return flow.reports(body -> JSON.treeToValue(body, Reports.Replayer.class));
    }
}
