/**
 * The chaos command: real processes, real servers, clients that write all the time, and everything that can go wrong.
 */
@NullMarked
package io.godwit.chaos;

import org.jspecify.annotations.NullMarked;
