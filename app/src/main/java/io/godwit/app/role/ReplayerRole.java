package io.godwit.app.role;

import io.godwit.app.flow.Opened;
import io.godwit.app.line.Role;
import io.godwit.app.line.RoleDesk;
import io.godwit.app.line.RoleLine;
import io.godwit.schemas.wire.Wire;

/** A replayer as a process of its own; any number share the work. It waits for a console to tell it what to be. */
public final class ReplayerRole implements AutoCloseable {
    private final Opened opened = new Opened();

    private ReplayerRole(RoleConfig config) {
        Wire wire = Wire.embedded();
        try {
            RoleDesk desk = opened.add(RoleDesk.open(config.client(), config.topics(), wire, config.name()));
            ReplayerWorker worker = new ReplayerWorker(config, desk);
            RoleLine line = opened.add(
                    RoleLine.join(config.client(), config.topics(), wire, Role.REPLAYER, config.name(), worker));
            opened.add(worker);
            opened.add(line::leave);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Joins the migration; returns when Kafka knows of it. */
    public static ReplayerRole join(RoleConfig config) {
        return new ReplayerRole(config);
    }

    /**
     * Finishes what is in hand, then says goodbye: until then others must reckon with what it writes, and afterwards nobody
     * waits for it.
     */
    @Override
    public void close() {
        opened.close();
    }
}
