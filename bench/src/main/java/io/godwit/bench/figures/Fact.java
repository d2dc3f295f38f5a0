package io.godwit.bench.figures;

/** Under what circumstances something was measured: a name and its value, for readers. */
public record Fact(String name, String value) {}
