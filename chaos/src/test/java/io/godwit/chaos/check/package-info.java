@NullMarked
package io.godwit.chaos.check;

import org.jspecify.annotations.NullMarked;
