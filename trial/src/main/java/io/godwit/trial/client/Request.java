package io.godwit.trial.client;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param body made into JSON; null for none
 * @param accepted the statuses that are no surprise to the client
 */
record Request(String method, String path, @Nullable Object body, Set<Integer> accepted) {
    static Request of(String method, String path, @Nullable Object body, Integer... accepted) {
        return new Request(method, path, body, Set.of(accepted));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
