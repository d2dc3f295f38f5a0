package io.godwit.app.explain;

import io.godwit.schemas.RecordKey;

/** A fact, and what it is about. */
record Noted(About about, Fact fact) {

    /** What a fact can be about. */
    sealed interface About {
        record OneRecord(RecordKey key) implements About {}

        /** @param expression the collections that it may be about: names, aliases, patterns, or nothing for all */
        record Collections(String expression) implements About {}
    }

    static Noted of(RecordKey record, Fact fact) {
        return new Noted(new About.OneRecord(record), fact);
    }

    /** @param expression as {@link About.Collections} has it */
    static Noted of(String expression, Fact fact) {
        return new Noted(new About.Collections(expression), fact);
    }
}
