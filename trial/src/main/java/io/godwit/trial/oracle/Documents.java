package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import java.util.Optional;
import java.util.function.Consumer;

/** What one side holds. A read that is not whole is an exception, not an empty answer. */
interface Documents {
    /** Every document once. */
    void each(Consumer<Found> reader);

    /** One document as it is now. */
    Optional<Found> get(RecordKey record);
}
