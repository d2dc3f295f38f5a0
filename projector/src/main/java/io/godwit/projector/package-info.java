/** Everything that produces changes; each package has one door. */
@NullMarked
package io.godwit.projector;

import org.jspecify.annotations.NullMarked;
