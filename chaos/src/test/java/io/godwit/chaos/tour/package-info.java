@NullMarked
package io.godwit.chaos.tour;

import org.jspecify.annotations.NullMarked;
