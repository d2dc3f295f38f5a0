/** Records read from the source as they are now. */
@NullMarked
package io.godwit.projector.projection;

import org.jspecify.annotations.NullMarked;
