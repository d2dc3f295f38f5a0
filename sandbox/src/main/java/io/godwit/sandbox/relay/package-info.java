/**
 * A relay between a client and a server, which tells what passed and can disturb it.
 *
 * <p>{@link io.godwit.sandbox.relay.RecordingRelay} is the door.
 */
@NullMarked
package io.godwit.sandbox.relay;

import org.jspecify.annotations.NullMarked;
