package io.godwit.trial.history;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.Pending;
import io.godwit.trial.history.Completion.Unknown;
import java.util.Optional;

/** One operation of one client on one record. Thread-safe. */
public final class Operation {
    private static final Completion PENDING = new Pending();

    private final long id;
    private final int client;
    private final RecordKey record;
    private final Effect effect;
    private final long sent;
    private volatile Completion completion = PENDING;

    /** @param sent just before it went out, by {@link History#now} */
    public Operation(long id, int client, RecordKey record, Effect effect, long sent) {
        this.id = id;
        this.client = client;
        this.record = record;
        this.effect = effect;
        this.sent = sent;
    }

    public long id() {
        return id;
    }

    public int client() {
        return client;
    }

    public RecordKey record() {
        return record;
    }

    public Effect effect() {
        return effect;
    }

    public long sent() {
        return sent;
    }

    public Completion completion() {
        return completion;
    }

    /** What the server said of its execution; empty if it did not say that there was one. */
    public Optional<Done> done() {
        return completion instanceof Done done ? Optional.of(done) : Optional.empty();
    }

    /** Whether it may have been executed or not. */
    public boolean uncertain() {
        return completion instanceof Unknown || completion instanceof Pending;
    }

    /** The same operation, completed. */
    public Operation completed(Completion now) {
        completion = now;
        return this;
    }

    @Override
    public String toString() {
        return "operation " + id + " by client " + client + " on " + record + ": " + effect + ", " + completion;
    }
}
