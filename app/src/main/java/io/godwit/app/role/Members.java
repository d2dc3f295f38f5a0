package io.godwit.app.role;

import io.godwit.app.line.Heard;
import io.godwit.app.line.Mark;
import io.godwit.app.line.Reply;
import io.godwit.app.line.Role;
import io.godwit.app.line.RoleDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processes of a migration as the console sees them. */
final class Members {
    /** As long as it takes to join the groups of a flow. */
    private static final Duration A_WHILE = Duration.ofSeconds(15);

    private final RoleDesk desk;

    Members(RoleDesk desk) {
        this.desk = desk;
    }

    /** Those that can be heard. */
    List<Heard> heard(Role role) {
        return desk.members(role).stream().filter(heard -> !heard.silent()).toList();
    }

    /** As {@link RoleDesk#ask}. */
    List<Reply> ask(Role role, String what, Object arguments, Duration atMost) {
        return desk.ask(role, what, arguments, atMost);
    }

    /** As {@link RoleDesk#askAny}. */
    Reply askAny(Role role, String what, Object arguments, Duration atMost) {
        return desk.askAny(role, what, arguments, atMost);
    }

    /**
     * Waits until every process of a role that can be heard has carried out an assignment, and at least one has.
     *
     * @throws IllegalStateException when that takes longer, or one has refused it
     */
    void awaitApplied(Role role, Mark mark, Duration atMost) {
        boolean applied = desk.awaitMembers(
                role,
                members -> FleetStatus.allHeardApplied(members, mark)
                        && members.stream().anyMatch(heard -> !heard.silent()),
                atMost);
        if (!applied) {
            throw new IllegalStateException("not every " + role.text() + " was ready within " + atMost.toSeconds()
                    + " s: " + (heard(role).isEmpty() ? "none runs" : String.join("; ", problems(role))));
        }
    }

    /** Waits a while until all that can be heard have carried out an assignment; who is not there is not waited for. */
    void giveTime(Role role, Mark mark) {
        var unused = desk.awaitMembers(role, members -> FleetStatus.allHeardApplied(members, mark), A_WHILE);
    }

    /** What is wrong with the processes of a role, in words. */
    List<String> problems(Role role) {
        List<String> problems = new ArrayList<>();
        List<Heard> members = desk.members(role);
        if (members.isEmpty()) {
            problems.add("no " + role.text() + " runs");
        }
        for (Heard heard : members) {
            String problem = heard.report().problem();
            if (heard.silent()) {
                problems.add(heard.silence());
            } else if (problem != null) {
                problems.add(role.text() + " " + heard.report().name() + ": " + problem);
            }
        }
        return problems;
    }
}
