@NullMarked
package io.godwit.bench.figures;

import org.jspecify.annotations.NullMarked;
