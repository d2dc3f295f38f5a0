@NullMarked
package io.godwit.bench.edits;

import org.jspecify.annotations.NullMarked;
