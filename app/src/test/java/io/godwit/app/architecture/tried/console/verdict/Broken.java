package io.godwit.app.architecture.tried.console.verdict;

import io.godwit.app.architecture.tried.schemas.avro.Thing;

/** Decides, and knows how a record lies on a topic. */
public final class Broken {
    static final Class<?> THING = Thing.class;
}
