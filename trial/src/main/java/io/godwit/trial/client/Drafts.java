package io.godwit.trial.client;

import io.godwit.trial.history.Body;
import io.godwit.trial.history.Effect;
import java.util.Map;
import java.util.SplittableRandom;

/** What one client makes up to write, with its marks. Used by one thread. */
record Drafts(int client, SplittableRandom random) {
    private static final int NUMBERS = 1_000_000;
    private static final int FIELDS = 4;

    /** A whole document. */
    Effect.Put document(long id, String batch) {
        return new Effect.Put(new Body.Whole(random.nextInt(NUMBERS), id, client, batch, Map.of()));
    }

    /** A partial update. */
    Body.Part part(long id) {
        return new Body.Part(id, random.nextInt(FIELDS));
    }
}
