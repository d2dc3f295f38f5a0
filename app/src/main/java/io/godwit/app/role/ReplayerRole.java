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
            ReplayerWorker worker = opened.add(new ReplayerWorker(config, desk));
            opened.add(RoleLine.join(config.client(), config.topics(), wire, Role.REPLAYER, config.name(), worker));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Joins the migration; returns when Kafka knows of it. */
    public static ReplayerRole join(RoleConfig config) {
        return new ReplayerRole(config);
    }

    /** Says goodbye, so that nobody waits for it, and finishes what is in hand. */
    @Override
    public void close() {
        opened.close();
    }
}
