/**
 * The invariants of a run, each by its name, from what was seen while it ran and from what lies on topics at its end.
 */
@NullMarked
package io.godwit.chaos.check;

import org.jspecify.annotations.NullMarked;
