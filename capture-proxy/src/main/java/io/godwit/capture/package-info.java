/**
 * The proxy in front of the side that clients use: {@link io.godwit.capture.CaptureProxy} records every write before that
 * side can execute it, and holds and releases them for a swing.
 */
@NullMarked
package io.godwit.capture;

import org.jspecify.annotations.NullMarked;
