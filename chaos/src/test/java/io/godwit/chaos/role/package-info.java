@NullMarked
package io.godwit.chaos.role;

import org.jspecify.annotations.NullMarked;
