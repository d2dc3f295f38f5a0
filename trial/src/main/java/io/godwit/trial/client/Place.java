package io.godwit.trial.client;

import io.godwit.trial.history.History;
import io.godwit.trial.shop.Dialect;
import io.godwit.trial.shop.ShopDocuments;

/** What all clients of a trial have in common. */
record Place(Load load, SharedKeys keys, Dialect dialect, ShopDocuments documents, History history, Tally tally) {

    /** Of that request nobody knows whether it was executed, or not of all of it; without outages that is an error. */
    void unknown(int client, String what) {
        tally.unknown.incrementAndGet();
        missing(client, what);
    }

    /** That request was certainly not executed; without outages that is an error. */
    void notExecuted(int client, String what) {
        tally.notExecuted.incrementAndGet();
        missing(client, what);
    }

    private void missing(int client, String what) {
        if (!load.outages()) {
            tally.error("client " + client + ": " + what);
        }
    }
}
