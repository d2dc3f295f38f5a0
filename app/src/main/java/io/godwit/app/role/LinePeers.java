package io.godwit.app.role;

import io.godwit.app.flow.LocalReplaying;
import io.godwit.app.line.Heard;
import io.godwit.app.line.Role;
import io.godwit.app.line.RoleDesk;
import io.godwit.app.role.Questions.About;
import io.godwit.replayer.metadata.Peers;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The other replayers' processes, over the line. Who has the first partition of the flow leads: Kafka gives it to one only.
 * While the flow is armed nobody has it; then nothing is made anew, and the first by name does what is left.
 */
final class LinePeers implements Peers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RoleDesk desk;
    private final String name;
    private final Side from;
    private volatile @Nullable LocalReplaying flow;

    LinePeers(RoleDesk desk, String name, Side from) {
        this.desk = desk;
        this.name = name;
        this.from = from;
    }

    /** Tells whose peers these are; before that nobody leads. */
    void of(LocalReplaying mine) {
        flow = mine;
    }

    @Override
    public boolean leading() {
        LocalReplaying mine = flow;
        if (mine == null) {
            return false;
        }
        return mine.ownsFirstPartition() || (mine.armed() && isFirstByName());
    }

    private boolean isFirstByName() {
        return desk.members(Role.REPLAYER).stream()
                .filter(heard -> !heard.silent())
                .map(heard -> heard.report().name())
                .noneMatch(other -> other.compareTo(name) < 0);
    }

    @Override
    public void awaitRetired(String collection, Collection<String> generations) {
        List<Heard> silent = desk.members(Role.REPLAYER).stream()
                .filter(heard -> !heard.report().name().equals(name) && heard.silent())
                .toList();
        if (!silent.isEmpty()) {
            throw new IllegalStateException("'" + collection + "' cannot be made anew: "
                    + silent.getFirst().silence());
        }
        var unused = desk.askOthers(
                Role.REPLAYER,
                Questions.RETIRED,
                new About(from, 0, List.copyOf(generations), collection, PATIENCE.toMillis()),
                PATIENCE);
    }
}
