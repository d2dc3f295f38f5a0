package io.godwit.app.architecture.tried.schemas.avro;

/** Stands for what Avro generates. */
public final class Thing {}
