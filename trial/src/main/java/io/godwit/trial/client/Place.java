package io.godwit.trial.client;

import io.godwit.trial.history.History;
import io.godwit.trial.shop.Dialect;
import io.godwit.trial.shop.ShopDocuments;

/** What all clients of a trial have in common. */
record Place(Load load, SharedKeys keys, Dialect dialect, ShopDocuments documents, History history, Tally tally) {}
