/** What was measured: kept as JSON, shown as a table and as a plot. Knows nothing of what is measured, or how. */
@NullMarked
package io.godwit.bench.figures;

import org.jspecify.annotations.NullMarked;
