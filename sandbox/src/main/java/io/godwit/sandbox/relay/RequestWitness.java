package io.godwit.sandbox.relay;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of the requests that pass.
 *
 * @param each told of each complete one; null: they are kept and can be asked for
 */
record RequestWitness(@Nullable Consumer<RelayedRequest> each) {
    static final RequestWitness KEEPING = new RequestWitness(null);

    boolean keeps() {
        return each == null;
    }

    void passes(RelayedRequest request) {
        if (each != null) {
            each.accept(request);
        }
    }
}
