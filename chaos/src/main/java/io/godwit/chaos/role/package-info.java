/**
 * The role processes of a run, supervised: {@link io.godwit.chaos.role.Roles} is the door.
 */
@NullMarked
package io.godwit.chaos.role;

import org.jspecify.annotations.NullMarked;
