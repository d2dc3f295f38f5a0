/**
 * How a value lies on a topic: Confluent's framing, that is byte {@code 0x00}, a 4-byte big-endian schema id, and the
 * value in Avro binary. The door is {@link io.godwit.schemas.wire.Wire}.
 */
@NullMarked
package io.godwit.schemas.wire;

import org.jspecify.annotations.NullMarked;
