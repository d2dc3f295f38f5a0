/** What both sides must hold after what clients sent and were answered; knows nothing of Godwit. */
@NullMarked
package io.godwit.trial.oracle;

import org.jspecify.annotations.NullMarked;
