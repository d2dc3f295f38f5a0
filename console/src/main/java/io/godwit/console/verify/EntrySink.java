package io.godwit.console.verify;

/** Takes documents as they are read. */
@FunctionalInterface
interface EntrySink {
    void accept(Entry entry);
}
