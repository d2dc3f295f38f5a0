@NullMarked
package io.godwit.capture;

import org.jspecify.annotations.NullMarked;
