package io.godwit.app.role;

import io.godwit.app.line.Mark;
import io.godwit.app.line.RoleDesk;
import java.util.function.UnaryOperator;

/** What the console has assigned, and the only way to change it. Thread-safe; blocks while Kafka takes a change. */
public final class AssignmentBook {
    private final RoleDesk desk;
    private Assignment now;
    private Mark mark;
    /** The last change may have taken effect or not. */
    private boolean unsure;

    /** Assigns {@code first}: from then on nobody obeys an earlier console. */
    public AssignmentBook(RoleDesk desk, Assignment first) {
        this.desk = desk;
        this.now = first;
        this.mark = desk.assign(first);
    }

    public synchronized Assignment now() {
        return now;
    }

    /**
     * Assigns what {@code change} makes of the present assignment, if that is another one, or it is not known which is in
     * force.
     *
     * @return what a process has to have applied to be as assigned
     * @throws IllegalStateException when Kafka did not take it; the change may take effect all the same, or not, until
     *     another one is assigned
     */
    public synchronized Mark change(UnaryOperator<Assignment> change) {
        Assignment next = change.apply(now);
        if (unsure || !next.equals(now)) {
            unsure = true;
            mark = desk.assign(next);
            unsure = false;
            now = next;
        }
        return mark;
    }
}
