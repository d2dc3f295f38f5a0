package io.godwit.bench.edits;

/**
 * One edit that was acknowledged to its client; times are {@link System#nanoTime()}.
 *
 * @param marker its number, which the document carries; a greater one was written later
 * @param partial whether it was a partial update, not a whole document
 * @param due when the schedule had it sent, whether or not it could be
 * @param acknowledged when the client had its answer
 */
record Edit(String id, long marker, boolean partial, long due, long acknowledged) {}
