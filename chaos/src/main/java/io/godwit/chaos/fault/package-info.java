/**
 * What is done to a run, and when: {@link io.godwit.chaos.fault.Schedule} follows from nothing but a seed.
 */
@NullMarked
package io.godwit.chaos.fault;

import org.jspecify.annotations.NullMarked;
