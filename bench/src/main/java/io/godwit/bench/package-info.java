/** Programs that measure Godwit beside its peers, all in one run on the same servers. */
@NullMarked
package io.godwit.bench;

import org.jspecify.annotations.NullMarked;
