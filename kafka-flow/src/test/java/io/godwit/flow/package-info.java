@NullMarked
package io.godwit.flow;

import org.jspecify.annotations.NullMarked;
