package io.godwit.bench;

import io.godwit.bench.figures.Section;

/** One benchmark: starts the servers it needs, measures, ends them. */
interface Measurement {
    /** As the command line and its files name it. */
    String name();

    Section measure() throws InterruptedException;
}
