package io.godwit.console.verify;

/**
 * A part of a collection's documents, always the same one as long as the collection keeps its shards.
 *
 * @param number from 0
 * @param of how many there are; a multiple of the number of shards, so that a slice never spans two
 */
record Slice(int number, int of) {

    /** As a field of a search request with a comma after it; nothing when there is but one. */
    String json() {
        return of == 1 ? "" : "\"slice\":{\"id\":" + number + ",\"max\":" + of + "},";
    }
}
