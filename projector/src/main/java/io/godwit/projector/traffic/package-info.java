/** Captured traffic interpreted: what each exchange did to which records. */
@NullMarked
package io.godwit.projector.traffic;

import org.jspecify.annotations.NullMarked;
