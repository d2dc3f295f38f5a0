/** The console of a migration as a process of its own. */
@NullMarked
package io.godwit.app.console;

import org.jspecify.annotations.NullMarked;
