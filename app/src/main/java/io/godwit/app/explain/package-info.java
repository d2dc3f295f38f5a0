/** Everything that is known of one record: what the topics tell, what both clusters hold, and what follows from it. */
@NullMarked
package io.godwit.app.explain;

import org.jspecify.annotations.NullMarked;
