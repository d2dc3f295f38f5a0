/** Definitions of collections and templates as they stand at the source. */
@NullMarked
package io.godwit.projector.definitions;

import org.jspecify.annotations.NullMarked;
