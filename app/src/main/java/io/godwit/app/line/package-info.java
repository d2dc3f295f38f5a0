/**
 * How the console and the processes of a migration talk, over its control and status topics: the console assigns what all
 * shall be, each process reports what it is, and there are questions that need an answer computed now.
 */
@NullMarked
package io.godwit.app.line;

import org.jspecify.annotations.NullMarked;
