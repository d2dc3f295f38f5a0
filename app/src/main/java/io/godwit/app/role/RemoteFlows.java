package io.godwit.app.role;

import io.godwit.app.flow.CarriedFlow;
import io.godwit.app.flow.FlowParts;
import io.godwit.app.line.Role;
import io.godwit.app.line.RoleDesk;
import io.godwit.console.role.ReplayLimits;

/** Flows whose projectors and replayers are processes of their own. */
public final class RemoteFlows {
    private RemoteFlows() {}

    /**
     * The flow as a console sees it.
     *
     * @param listed whether its backfill was finished before
     */
    public static CarriedFlow of(
            FlowParts parts, RoleDesk desk, AssignmentBook book, ReplayLimits limits, boolean listed) {
        Members members = new Members(desk);
        return new CarriedFlow(
                parts,
                new RemoteProjecting(new FlowMembers(members, book, Role.PROJECTOR, parts.side())),
                new RemoteReplaying(new FlowMembers(members, book, Role.REPLAYER, parts.side())),
                limits,
                listed);
    }
}
