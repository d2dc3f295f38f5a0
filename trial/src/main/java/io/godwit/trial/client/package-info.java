/** The clients of a trial: they write all the time, live through outages, and have every operation in the history. */
@NullMarked
package io.godwit.trial.client;

import org.jspecify.annotations.NullMarked;
