/** What clients sent and what they were answered: every operation on every record, in memory and in a file. */
@NullMarked
package io.godwit.trial.history;

import org.jspecify.annotations.NullMarked;
