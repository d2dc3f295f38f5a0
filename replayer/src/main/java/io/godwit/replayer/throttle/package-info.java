/** How much of the target the replayer may use. */
@NullMarked
package io.godwit.replayer.throttle;

import org.jspecify.annotations.NullMarked;
