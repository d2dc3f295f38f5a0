/** Every document of a collection, or those above a sequence number, as changes on a lane. */
@NullMarked
package io.godwit.projector.listing;

import org.jspecify.annotations.NullMarked;
