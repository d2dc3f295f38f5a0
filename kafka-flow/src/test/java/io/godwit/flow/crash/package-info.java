@NullMarked
package io.godwit.flow.crash;

import org.jspecify.annotations.NullMarked;
