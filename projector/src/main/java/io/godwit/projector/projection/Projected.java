package io.godwit.projector.projection;

import io.godwit.schemas.avro.Change;

/** What came of the reading of one record. */
sealed interface Projected {
    /** This shall become of it. */
    record Made(Change change) implements Projected {}

    /** Its collection is not there, or does not take part: it is gone with it. */
    record Gone() implements Projected {}

    /** It could not be read now. */
    record Later(String why) implements Projected {}

    /** It can never be read. */
    record Impossible(String why) implements Projected {}
}
