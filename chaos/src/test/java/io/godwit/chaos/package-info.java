@NullMarked
package io.godwit.chaos;

import org.jspecify.annotations.NullMarked;
