package io.godwit.app.role;

import io.godwit.app.line.Heard;
import io.godwit.app.line.Mark;
import io.godwit.app.line.Role;
import io.godwit.app.line.RoleDesk;
import io.godwit.app.role.Assignment.ProxyOrder;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** How the fleet is told and heard. */
interface ProxyLine {

    /** The order in force. */
    ProxyOrder order();

    /**
     * Puts an order in force; returns when it is durable, and when {@link #members} has everybody who may not know it from
     * the beginning. When it throws, nobody knows whether it is in force.
     */
    Mark tell(ProxyOrder order);

    /** Every proxy that has not said goodbye. */
    List<Heard> members();

    /** Waits until a condition holds for the members; false if {@code atMost} passed before. */
    boolean await(Predicate<List<Heard>> condition, Duration atMost);

    /** Over the topics of the migration. */
    static ProxyLine over(RoleDesk desk, AssignmentBook book) {
        return new ProxyLine() {
            @Override
            public ProxyOrder order() {
                return book.now().proxies();
            }

            @Override
            public Mark tell(ProxyOrder order) {
                return book.change(now -> now.withProxies(order));
            }

            @Override
            public List<Heard> members() {
                return desk.members(Role.CAPTURE_PROXY);
            }

            @Override
            public boolean await(Predicate<List<Heard>> condition, Duration atMost) {
                return desk.awaitMembers(Role.CAPTURE_PROXY, condition, atMost);
            }
        };
    }
}
