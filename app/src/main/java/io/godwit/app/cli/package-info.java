/** The commands of {@code ./godwit}: parse, call a door, print, exit. */
@NullMarked
package io.godwit.app.cli;

import org.jspecify.annotations.NullMarked;
