/**
 * At which crash point which role process is to halt next: {@link io.godwit.chaos.tour.Tour} is the door.
 */
@NullMarked
package io.godwit.chaos.tour;

import org.jspecify.annotations.NullMarked;
