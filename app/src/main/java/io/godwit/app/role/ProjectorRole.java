package io.godwit.app.role;

import io.godwit.app.line.Role;
import io.godwit.app.line.RoleLine;
import io.godwit.schemas.wire.Wire;

/** A projector as a process of its own. It waits for a console to tell it what to be. */
public final class ProjectorRole implements AutoCloseable {
    private final ProjectorWorker worker;
    private final RoleLine line;

    private ProjectorRole(ProjectorWorker worker, RoleLine line) {
        this.worker = worker;
        this.line = line;
    }

    /** Joins the migration; returns when Kafka knows of it. */
    public static ProjectorRole join(RoleConfig config) {
        ProjectorWorker worker = new ProjectorWorker(config);
        try {
            return new ProjectorRole(
                    worker,
                    RoleLine.join(
                            config.client(), config.topics(), Wire.embedded(), Role.PROJECTOR, config.name(), worker));
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    /** Finishes what is in hand, then says goodbye: from then on nobody waits for it. */
    @Override
    public void close() {
        line.leave();
        worker.close();
        line.close();
    }
}
