package io.godwit.trial.oracle;

import io.godwit.trial.history.Body;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One way in which an operation can have changed a record; which one depends on what was there before. */
sealed interface Mode {

    /** The record holds this, or is absent, whatever was there. */
    record Replace(Optional<Body> document) implements Mode {}

    /** Something was there, and these fields are merged into it. */
    record Patch(Body part) implements Mode {}

    /** Something was there, and its count is higher by this. */
    record Add(int step) implements Mode {}

    /** All ways that the answer leaves open. */
    static List<Mode> of(Operation operation) {
        return switch (operation.effect()) {
            case Effect.Put(Body document) -> List.of(new Replace(Optional.of(document)));
            case Effect.Remove() -> List.of(new Replace(Optional.empty()));
            case Effect.Merge(Body part) -> List.of(new Patch(part));
            case Effect.Upsert(Body part, Body whole) ->
                either(operation, new Patch(part), new Replace(Optional.of(whole)));
            case Effect.Count(int step) ->
                either(operation, new Add(step), new Replace(Optional.of(new Body.Plain(Map.of("count", step)))));
        };
    }

    private static List<Mode> either(Operation operation, Mode ifThere, Mode ifAbsent) {
        Optional<Done> done = operation.done();
        if (done.isEmpty()) {
            return List.of(ifThere, ifAbsent);
        }
        return List.of(done.get().status() == 201 ? ifAbsent : ifThere);
    }

    /** Whether what was there before makes no difference. */
    default boolean absolute() {
        return this instanceof Replace;
    }
}
