/** The one computation that says whether clients can swing, and why not. */
@NullMarked
package io.godwit.console.verdict;

import org.jspecify.annotations.NullMarked;
