/** Collections read again because of something that no response tells record by record. */
@NullMarked
package io.godwit.projector.rescan;

import org.jspecify.annotations.NullMarked;
