/** Writing changes to a target: the bulk request, its answer, and what became of each change. */
@NullMarked
package io.godwit.replayer.sink;

import org.jspecify.annotations.NullMarked;
