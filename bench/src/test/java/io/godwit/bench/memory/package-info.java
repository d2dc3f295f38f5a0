@NullMarked
package io.godwit.bench.memory;

import org.jspecify.annotations.NullMarked;
