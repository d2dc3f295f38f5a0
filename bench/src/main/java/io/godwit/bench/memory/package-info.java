/** Roles in processes of their own, and how much memory each holds over time. */
@NullMarked
package io.godwit.bench.memory;

import org.jspecify.annotations.NullMarked;
