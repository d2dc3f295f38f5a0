/**
 * The role that writes to a target: {@link io.godwit.replayer.Replayer} takes changes from the lanes, edits first, and
 * sees to it that each gets its final outcome.
 */
@NullMarked
package io.godwit.replayer;

import org.jspecify.annotations.NullMarked;
