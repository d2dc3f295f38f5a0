/** A migration on trial: clients that write, what they were answered, and whether both sides hold what they must. */
@NullMarked
package io.godwit.trial;

import org.jspecify.annotations.NullMarked;
