/**
 * The roles of a migration, each in a process of its own: what the console assigns to them, and what each does about it.
 */
@NullMarked
package io.godwit.app.role;

import org.jspecify.annotations.NullMarked;
