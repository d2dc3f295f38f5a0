/**
 * Where requests go and whether mutations may go at all: {@link io.godwit.capture.route.Gate}, which every mutation passes.
 */
@NullMarked
package io.godwit.capture.route;

import org.jspecify.annotations.NullMarked;
