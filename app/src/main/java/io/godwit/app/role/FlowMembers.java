package io.godwit.app.role;

import io.godwit.app.line.Mark;
import io.godwit.app.line.Reply;
import io.godwit.app.line.Role;
import io.godwit.app.role.Assignment.FlowOrder;
import io.godwit.app.role.Assignment.Stage;
import io.godwit.app.role.Questions.About;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** The processes of one role in one flow: told by what is assigned to the flow, and asked about it. */
final class FlowMembers {
    private static final Duration ARMING = Duration.ofSeconds(60);

    /** How long an answer may take that needs no waiting for anything else. */
    static final Duration ASKING = Duration.ofSeconds(30);

    private final Members members;
    private final AssignmentBook book;
    private final Role role;
    private final Side from;

    FlowMembers(Members members, AssignmentBook book, Role role, Side from) {
        this.members = members;
        this.book = book;
        this.role = role;
        this.from = from;
    }

    /** Returns when all that can be heard have done it. */
    void arm(int epoch) {
        members.awaitApplied(role, change(order -> order.with(Stage.ARMED, epoch)), ARMING);
    }

    /** Gives them time to do it and goes on. */
    void open(int epoch, UnaryOperator<FlowOrder> more) {
        members.giveTime(role, change(order -> more.apply(order.with(Stage.OPEN, epoch))));
    }

    void close() {
        var unused = change(order -> order.with(Stage.CLOSED, order.epoch()));
    }

    /** Changes what is assigned to the flow; not waited for. */
    Mark change(UnaryOperator<FlowOrder> change) {
        return book.change(now -> now.withFlow(from, change));
    }

    /** What each of them answers. */
    List<Reply> ask(String what, Duration atMost, Duration patience) {
        return members.ask(role, what, about(atMost), patience);
    }

    /** Whether each of them says yes. */
    boolean allSay(String what, Duration atMost, Duration patience) {
        return ask(what, atMost, patience).stream()
                .allMatch(reply -> reply.body().asBoolean());
    }

    /** What one of them answers. */
    Reply askAny(String what, About about, Duration patience) {
        return members.askAny(role, what, about, patience);
    }

    /** This flow as it is assigned now. */
    About about(Duration atMost) {
        return about(epoch(), atMost);
    }

    /** This flow in an epoch. */
    About about(int epoch, Duration atMost) {
        return About.flow(from, epoch, atMost.toMillis());
    }

    /** This flow as it is assigned now, and these collections of it. */
    About about(List<String> collections, Duration atMost) {
        return new About(from, epoch(), collections, "", atMost.toMillis());
    }

    /** About this flow, of those that can be heard and have set it up as it is assigned. */
    <R extends Reports.OfFlow> List<R> reports(Function<JsonNode, ? extends Reports.OfBoth<R>> read) {
        int epoch = epoch();
        return members.heard(role).stream()
                .map(heard -> read.apply(heard.report().body()).of(from))
                .filter(report -> report.epoch() != null && report.epoch() == epoch)
                .toList();
    }

    /** What is wrong with them, and what they report of that. */
    List<String> problems(List<? extends Reports.OfFlow> reports) {
        List<String> problems = new ArrayList<>(members.problems(role));
        reports.forEach(report -> problems.addAll(report.problems()));
        return problems;
    }

    private int epoch() {
        return book.now().flow(from).epoch();
    }
}
