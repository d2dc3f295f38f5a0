package io.godwit.app.role;

import io.godwit.app.flow.Projecting;
import io.godwit.app.line.Reply;
import io.godwit.console.role.BackfillStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link Projecting} in projectors' processes. Opening and closing are assigned and not waited for long: what needs them done
 * fails until they are, and is tried again.
 */
final class RemoteProjecting implements Projecting {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FlowMembers flow;

    RemoteProjecting(FlowMembers flow) {
        this.flow = flow;
    }

    @Override
    public void arm(int epoch) {
        flow.arm(epoch);
    }

    @Override
    public void open(int epoch, boolean listed) {
        flow.open(epoch, order -> order.withListing(listed, order.list() && !listed));
    }

    @Override
    public void close() {
        flow.close();
    }

    @Override
    public void publishDefinitions() {
        var unused = flow.askAny(Questions.PUBLISH_DEFINITIONS, flow.about(FlowMembers.ASKING), FlowMembers.ASKING);
    }

    @Override
    public void startBackfill() {
        var unused = flow.change(order -> order.withListing(order.listed(), !order.listed()));
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
        return flow.allSay(Questions.RESOLVED, FlowMembers.ASKING, FlowMembers.ASKING);
    }

    @Override
    public boolean awaitResolved(Duration atMost) {
        return flow.allSay(Questions.AWAIT_RESOLVED, atMost, atMost.plus(FlowMembers.ASKING));
    }

    @Override
    public List<String> collections() {
        Reply reply = flow.askAny(Questions.COLLECTIONS, flow.about(FlowMembers.ASKING), FlowMembers.ASKING);
        return reply.body().valueStream().map(name -> name.asString()).toList();
    }

    @Override
    public List<String> problems() {
        return flow.problems(reports());
    }

    private List<Reports.Projected> reports() {
        return flow.reports(body -> JSON.treeToValue(body, Reports.Projector.class));
    }
}
