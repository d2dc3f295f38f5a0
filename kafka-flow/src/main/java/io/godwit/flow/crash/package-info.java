/**
 * Places at which a process may be told to die, {@link io.godwit.flow.crash.CrashPoint}: whoever writes two effects that
 * must be safe to tear apart names the place between them.
 */
@NullMarked
package io.godwit.flow.crash;

import org.jspecify.annotations.NullMarked;
