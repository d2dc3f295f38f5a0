/** Edits at a steady rate through a capture proxy, and how long each takes until a get at the target sees it. */
@NullMarked
package io.godwit.bench.edits;

import org.jspecify.annotations.NullMarked;
