/** Remembered removals: the fence against what comes late. */
@NullMarked
package io.godwit.replayer.tombstone;

import org.jspecify.annotations.NullMarked;
